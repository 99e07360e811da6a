import fc from 'fast-check'
import type { Schema } from './openapi'

/** Values for properties that a schema says too little about, such as ids of what exists. */
export type Hints = Record<string, fc.Arbitrary<unknown>>

type Surroundings = { resolve: (ref: string) => Schema; hints?: Hints }

const deepest = 4
const longest = 60

/** Values that fit a schema, of the part of JSON Schema that our document is written in. */
export function arbitraryOf(
  schema: Schema,
  surroundings: Surroundings,
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (part: Schema) => arbitraryOf(part, surroundings, depth + 1)
  if (schema.$ref !== undefined) return inner(surroundings.resolve(schema.$ref))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...(depth < deepest ? choices : choices.slice(0, 1)).map(inner))
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => inner({ ...schema, type })))
  }
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum, max: schema.maximum })
    case 'number':
      return fc.double({ min: schema.minimum, max: schema.maximum, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      })
    case 'object':
      return object(schema, surroundings, depth)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function text({ format, minLength, maxLength = longest }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: [4, 7] })
  if (format === 'date-time') {
    const range = { min: new Date('2001-01-01'), max: new Date('2099-12-31') }
    return fc.date({ ...range, noInvalidDate: true }).map((date) => date.toISOString())
  }
  const size = { minLength, maxLength: Math.min(maxLength, longest) }
  return fc.oneof(fc.string(size), fc.string({ ...size, unit: 'grapheme' }))
}

function object(schema: Schema, surroundings: Surroundings, depth: number) {
  const { properties = {}, required = [], additionalProperties } = schema
  const named = Object.entries(properties).map(
    ([name, part]) =>
      [name, surroundings.hints?.[name] ?? arbitraryOf(part, surroundings, depth + 1)] as const,
  )
  const known = fc.record(Object.fromEntries(named), { requiredKeys: required })
  const isMap = Object.keys(properties).length === 0 && typeof additionalProperties === 'object'
  if (!isMap || depth >= deepest) return known
  const values = arbitraryOf(additionalProperties, surroundings, depth + 1)
  return fc.dictionary(fc.string({ maxLength: 12 }), values, { maxKeys: 3 })
}

const nested = (levels: number): unknown => (levels === 0 ? 0 : [nested(levels - 1)])

/** What hardly any field takes, and much that no database stores. */
export const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    2 ** 53,
    -0.5,
    '',
    ' \n ',
    'null',
    'a \0 character',
    'a lone \ud800 surrogate',
    '\udc00\ud800',
    '\u202eright to left\u2066',
    '\ufeff\uffff',
    "'; DROP TABLE message; --",
    '{{7*7}} ${7*7} %s %n',
    '../../etc/passwd',
    '1e9999',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    [],
    {},
    [null],
    [[]],
    { toString: 1, valueOf: null, constructor: { prototype: {} } },
    ['a \0 character'],
    { 'a \0 key': 1 },
    nested(20),
  ),
  fc.constant(nested(100)),
  fc.integer({ min: 190, max: 300 }).map((length) => 'x'.repeat(length)),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const foreignFields = {
  id: fc.uuid(),
  workspace_id: fc.uuid(),
  user_id: fc.uuid(),
  role: fc.constantFrom('assistant', 'system', 'owner', 'admin'),
  status: fc.constantFrom('completed', 'failed'),
  sequence_number: fc.integer(),
  created_at: fc.constant('1999-01-01T00:00:00.000Z'),
  deleted_at: fc.constant(null),
  constructor: fc.constant({}),
  ['__proto__']: fc.constant({ isAdmin: true }),
}
const foreignField = fc.oneof(
  ...Object.entries(foreignFields).map(([name, value]) =>
    value.map((given: unknown) => ({ name, value: given })),
  ),
)

type Container = Record<string, unknown> | unknown[]

/** Lists and plain objects; instances of a class are values. */
export const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(value))

function placesIn(value: unknown): { holder: Container; key: string }[] {
  if (!isContainer(value)) return []
  return Object.entries(value).flatMap(([key, item]) => [{ holder: value, key }, ...placesIn(item)])
}

/** Copies what is in lists and plain objects; a `__proto__` stays an own field. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy)
  return isContainer(value) ? fieldsOf(Object.entries(value).map(([k, v]) => [k, copy(v)])) : value
}

const fieldsOf = (entries: [string, unknown][]) => Object.fromEntries(entries)

/** Values that once fitted: a field replaced, left out or too many, or nothing of it left. */
export const breakersOf = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.nat(), oddValues, foreignField, fc.constantFrom(...ways))
    .map(([value, pick, odd, foreign, way]) => way(copy(value), { pick, odd, foreign }))

type Breaking = { pick: number; odd: unknown; foreign: { name: string; value: unknown } }

const replace = (value: unknown, { pick, odd }: Breaking) => {
  const places = placesIn(value)
  const place = places[pick % places.length]
  if (!place) return odd
  Object.assign(place.holder, { [place.key]: odd })
  return value
}

const leaveOut = (value: unknown, { pick, odd }: Breaking) => {
  const places = placesIn(value)
  const place = places[pick % places.length]
  if (!place) return odd
  if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1)
  else delete place.holder[place.key]
  return value
}

const addForeign = (value: unknown, { foreign }: Breaking) =>
  isContainer(value) && !Array.isArray(value)
    ? fieldsOf([...Object.entries(value), [foreign.name, foreign.value]])
    : foreign

const ways = [replace, replace, leaveOut, addForeign, (_: unknown, { odd }: Breaking) => odd]
