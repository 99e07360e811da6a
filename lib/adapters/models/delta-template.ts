/**
 * The shape of one kind of delta: its JSON text cut at the places that change from event to event.
 * Deltas that fit the same template are joined as escaped text, without being parsed.
 */
export type DeltaTemplate = {
  /** Choice, kind and tool call. */
  key: string
  /** The constant text around the gaps; one more than there are gaps. */
  literals: string[]
  /** `joined` text is concatenated, of a `latest` value (a time stamp, padding) the last one stays. */
  gaps: ('joined' | 'latest')[]
}

type JsonObject = Record<string, unknown>
type Place = { start: number; end: number; gap: 'joined' | 'latest' }

const stringRest =
  /[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*(?=")/y
const number = /\d+/y

const envelope = new Set([
  'id',
  'object',
  'created',
  'model',
  'provider',
  'system_fingerprint',
  'service_tier',
  'obfuscation',
  'choices',
])
const inChoice = new Set(['index', 'delta'])
const inDelta = new Set([
  'role',
  'content',
  'reasoning',
  'reasoning_content',
  'reasoning_details',
  'tool_calls',
])
const inDetail = new Set(['type', 'text', 'summary', 'format', 'index', 'id'])
const inToolCall = new Set(['index', 'id', 'type', 'function'])

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(value: unknown): boolean {
  return value == null || value === '' || (Array.isArray(value) && value.length === 0)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function holdsOnly(object: JsonObject, known: Set<string>): boolean {
  return Object.entries(object).every(([name, value]) => known.has(name) || isEmpty(value))
}

function onlyItem(list: unknown): JsonObject | null {
  return Array.isArray(list) && list.length === 1 && isObject(list[0]) ? list[0] : null
}

function reasoningTexts(delta: JsonObject): string[] | null {
  const plain = ['reasoning', 'reasoning_content'].filter((name) => isText(delta[name]))
  if (isEmpty(delta.reasoning_details)) return plain
  const detail = onlyItem(delta.reasoning_details)
  // A signature or encrypted data makes a detail that must arrive as it was sent.
  if (!detail || !holdsOnly(detail, inDetail)) return null
  const names = ['text', 'summary'].filter((name) => isText(detail[name]))
  return names.length === 1 ? [...plain, ...names] : null
}

function toolTexts(delta: JsonObject): { index: number; texts: string[] } | null {
  const call = onlyItem(delta.tool_calls)
  if (!call || !holdsOnly(call, inToolCall) || typeof call.index !== 'number') return null
  const { index, function: part } = call
  if (!isObject(part) || !holdsOnly(part, new Set(['arguments']))) return null
  return isText(part.arguments) ? { index, texts: ['arguments'] } : null
}

/** The names of the texts in a delta of exactly one kind, with the key of that kind. */
function readDelta(delta: JsonObject): { kind: string; texts: string[] } | null {
  const reasoning = reasoningTexts(delta)
  if (reasoning === null) return null
  const hasContent = isText(delta.content)
  const hasToolCalls = !isEmpty(delta.tool_calls)
  if (Number(hasContent) + Number(hasToolCalls) + Number(reasoning.length > 0) !== 1) return null
  if (hasContent) return { kind: 'content', texts: ['content'] }
  if (reasoning.length > 0) return { kind: 'reasoning', texts: reasoning }
  const tool = toolTexts(delta)
  return tool && { kind: `tool ${tool.index}`, texts: tool.texts }
}

function readChunk(json: string): { key: string; texts: string[]; chunk: JsonObject } | null {
  let chunk: unknown
  try {
    chunk = JSON.parse(json)
  } catch {
    return null
  }
  if (!isObject(chunk) || !holdsOnly(chunk, envelope)) return null
  const choice = onlyItem(chunk.choices)
  if (!choice || !holdsOnly(choice, inChoice)) return null
  const { index, delta } = choice
  if (typeof index !== 'number' || !isObject(delta) || !holdsOnly(delta, inDelta)) return null
  const read = readDelta(delta)
  return read && { key: `${index} ${read.kind}`, texts: read.texts, chunk }
}

function matchAt(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position
  return pattern.test(text) ? pattern.lastIndex : -1
}

/**
 * Where the value of a key lies in the JSON text; a string without its quotes. Text inside a JSON
 * string cannot look like a key, because its quotes are escaped.
 */
function findValue(json: string, name: string, gap: Place['gap']): Place | null {
  const key = `"${name}":`
  const at = json.indexOf(key)
  if (at < 0 || json.indexOf(key, at + 1) >= 0) return null
  let start = at + key.length
  while (json[start] === ' ') start++
  const isString = json[start] === '"'
  if (isString) start++
  const end = matchAt(isString ? stringRest : number, json, start)
  return end < 0 ? null : { start, end, gap }
}

/** The template of a chunk that is a delta of one choice and one kind and nothing else, or null. */
export function deltaTemplate(json: string): DeltaTemplate | null {
  const read = readChunk(json)
  if (!read) return null
  const places: Place[] = []
  for (const name of read.texts) {
    const place = findValue(json, name, 'joined')
    if (!place) return null
    places.push(place)
  }
  for (const name of ['created', 'obfuscation']) {
    const place = read.chunk[name] == null ? null : findValue(json, name, 'latest')
    if (place) places.push(place)
  }
  places.sort((a, b) => a.start - b.start)
  const ends = [0, ...places.map((place) => place.end)]
  const literals = ends.map((end, index) => json.slice(end, places[index]?.start))
  return { key: read.key, literals, gaps: places.map((place) => place.gap) }
}

/** The still escaped texts in the gaps, or null when the JSON text has another shape. */
export function matchTemplate({ literals }: DeltaTemplate, json: string): string[] | null {
  const values: string[] = []
  let position = 0
  for (let index = 0; index < literals.length - 1; index++) {
    const literal = literals[index]!
    if (!json.startsWith(literal, position)) return null
    const start = position + literal.length
    position = matchAt(literal.endsWith('"') ? stringRest : number, json, start)
    if (position < 0) return null
    values.push(json.slice(start, position))
  }
  const last = literals.at(-1)!
  return json.length - position === last.length && json.endsWith(last) ? values : null
}

/** The JSON text of one delta from the values of several. */
export function fillTemplate({ literals, gaps }: DeltaTemplate, values: string[]): string {
  return gaps.reduce((text, _, index) => text + values[index] + literals[index + 1], literals[0]!)
}
