import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { readEvents, sendRaw, type RawAnswer } from './client'

export type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  $ref?: string
}

type Content = Record<string, { schema: Schema; example?: unknown; examples?: object }>

export type Parameter = {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: Schema
}

export type Operation = {
  operationId: string
  method: string
  /** Its parameters in braces. */
  path: string
  /** The credentials of which it wants one; none for what is public. */
  security: object[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<
    string,
    { headers?: Record<string, { required?: boolean; schema: Schema }>; content?: Content }
  >
}

type Document = {
  paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>
  components: { schemas: Record<string, Schema> }
}

/** An answer whose client left has no end to measure. */
export type MeasuredAnswer = RawAnswer & { isCut?: boolean }

/** The document that a server serves, as something to measure answers and bodies with. */
export type Contract = {
  operations: Operation[]
  /** The operation of a method and an address; null when the document names none. */
  operationOf(method: string, address: string): Operation | null
  /** The schema behind a reference of the document. */
  resolve(ref: string): Schema
  /** What of an answer the document does not say; nothing for one that fits. */
  misfits(operation: Operation, answer: MeasuredAnswer): Promise<string[]>
  /** Whether the document allows this JSON as the body of the operation. */
  allowsBody(operation: Operation, body: unknown): boolean
}

const escapePointer = (part: string) =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

/** The media type without its parameters. */
export const mediaTypeOf = ({ headers }: RawAnswer) =>
  String(headers['content-type'] ?? '')
    .split(';')[0]
    ?.trim() ?? ''

/** Loads the OpenAPI document that a server serves. */
export async function loadContract(origin: string): Promise<Contract> {
  const { text } = await sendRaw(origin, { method: 'GET', path: '/api/openapi.json' })
  const document = JSON.parse(text) as Document
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema({ ...document, $id: 'openapi' })

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): Operation => ({
      ...operation,
      path,
      method: method.toUpperCase(),
    })),
  )

  function schemaAt(operation: Operation, ...place: string[]): ValidateFunction {
    const { path, method } = operation
    const pointer = ['paths', path, method.toLowerCase(), ...place].map(escapePointer).join('/')
    const validate = ajv.getSchema(`openapi#/${pointer}/schema`)
    if (!validate) throw new Error(`The document has no schema at ${pointer}.`)
    return validate
  }

  const problemOf = (validate: ValidateFunction, value: unknown) =>
    validate(value) ? [] : [ajv.errorsText(validate.errors)]

  function headerMisfits(operation: Operation, { status, headers }: RawAnswer): string[] {
    const documented = operation.responses[status]?.headers ?? {}
    return Object.entries(documented).flatMap(([name, { required }]) => {
      const value = headers[name]
      if (value === undefined) return required ? [`the header ${name} is missing`] : []
      const validate = schemaAt(operation, 'responses', String(status), 'headers', name)
      return problemOf(validate, value).map((problem) => `${name}: ${problem}`)
    })
  }

  async function bodyMisfits(operation: Operation, answer: MeasuredAnswer): Promise<string[]> {
    const { status, text } = answer
    const content = operation.responses[status]?.content
    const type = mediaTypeOf(answer)
    if (!content) return text === '' && type === '' ? [] : ['there is a body']
    const documented = content[type]
    if (!documented) return [`${type || 'no content type'} is not documented`]
    if (answer.isCut) return []
    const validate = schemaAt(operation, 'responses', String(status), 'content', type)
    if (type !== 'application/json')
      return [...problemOf(validate, text), ...(await broken(answer))]
    const body = parsed(text)
    if (body === undefined) return ['the body is not JSON']
    const problems = problemOf(validate, body)
    return status < 400 || problems.length > 0
      ? problems
      : errorMisfits(body as ErrorBody, answer, Object.keys(documented.examples ?? {}))
  }

  return {
    operations,
    operationOf(method, address) {
      const [path = ''] = address.split('?')
      const named = operations.filter((operation) => {
        if (operation.method !== method) return false
        const shape = operation.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')
        return new RegExp(`^${shape}$`).test(path)
      })
      const parameters = ({ path: shape }: Operation) => shape.split('{').length
      return named.toSorted((one, other) => parameters(one) - parameters(other))[0] ?? null
    },
    resolve(ref) {
      const schema = document.components.schemas[ref.replace('#/components/schemas/', '')]
      if (!schema) throw new Error(`The document has no ${ref}.`)
      return schema
    },
    async misfits(operation, answer) {
      if (!operation.responses[answer.status]) return [`status ${answer.status} is not documented`]
      return [...headerMisfits(operation, answer), ...(await bodyMisfits(operation, answer))]
    },
    allowsBody: (operation, body) =>
      schemaAt(operation, 'requestBody', 'content', 'application/json')(body) as boolean,
  }
}

type ErrorBody = { error: { code: string; request_id: string } }

function errorMisfits({ error }: ErrorBody, { headers, text }: RawAnswer, codes: string[]) {
  return [
    ...(codes.includes(error.code) ? [] : [`the code ${error.code} is not documented`]),
    ...(error.request_id === headers['x-request-id'] ? [] : ['it has two request ids']),
    ...(/prisma|node_modules|\.tsx?:|sqlstate/i.test(text) ? ['it tells too much'] : []),
  ]
}

/** What is wrong with the frames of a turn's stream. */
async function broken({ headers, text }: RawAnswer): Promise<string[]> {
  if (headers['x-vercel-ai-ui-message-stream']) {
    try {
      const { chunks, isDone } = await readEvents(new Response(text))
      const untyped = chunks.filter(({ type }) => typeof type !== 'string')
      return isDone && untyped.length === 0 ? [] : ['the stream has no end or a chunk no type']
    } catch (error) {
      return [String(error)]
    }
  }
  if (headers['x-vercel-ai-data-stream']) {
    // An empty line keeps the connection alive.
    const lines = text.split('\n').filter((line) => line !== '')
    const isWhole = lines.every(
      (line) => /^[0-9a-z]:/.test(line) && parsed(line.slice(2)) !== undefined,
    )
    const isEnded = text.endsWith('\n') && /^[3de]:/.test(lines.at(-1) ?? '')
    return isWhole && isEnded ? [] : ['the data stream is broken']
  }
  return []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
