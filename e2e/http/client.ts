import { request as httpRequest } from 'node:http'

// The resources as a client sees them; written down here so that the tests do not move with the product's types.
export type Message = {
  id: string
  thread_id: string
  sequence_number: number
  parent_id: string | null
  role: string
  content: string
  parts: { type: string; text?: string }[]
  model_used: string | null
  status: string
  error: { code: string; message: string } | null
  external_id: string | null
  metadata: Record<string, unknown>
  usage: { output_tokens: number | null } | null
}

export type Thread = {
  id: string
  external_id: string | null
  title: string
  model: string
  active_model: string
  message_count: number
}

export type ApiError = {
  error: {
    code: string
    message: string
    fields?: { path: string; message: string }[]
    request_id: string
  }
}

export type Answer<Body> = { status: number; headers: Headers; body: Body }

export type Chunk = { type: string } & Record<string, unknown>

/** A read stream: its chunks in order, and whether `[DONE]` closed it. */
export type Reading = { chunks: Chunk[]; isDone: boolean }

type RequestOptions = { headers?: Record<string, string>; signal?: AbortSignal }

/** What the answer's text is according to a stream. */
export const textOf = (chunks: Chunk[]) =>
  chunks
    .filter(({ type }) => type === 'text-delta')
    .map(({ delta }) => delta)
    .join('')

/** What a stream says about how the turn ended, once for each time that it says so. */
export const outcomesOf = (chunks: Chunk[]) =>
  chunks
    .filter(({ type }) => type === 'data-outcome')
    .map(({ data }) => data as { status: string; error: { code: string } | null; model: string })

/** Reads server-sent events, handing over each chunk as it comes. */
export async function readEvents(
  response: Response,
  onChunk: (chunk: Chunk) => void = () => undefined,
): Promise<Reading> {
  if (!response.body) throw new Error(`The answer ${response.status} has no body.`)
  const chunks: Chunk[] = []
  let isDone = false
  let rest = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body) {
    const events = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      if (event.startsWith(':')) continue
      if (!event.startsWith('data: ')) throw new Error(`Not an event of this protocol: ${event}`)
      if (isDone) throw new Error(`After [DONE]: ${event}`)
      if (event === 'data: [DONE]') {
        isDone = true
        continue
      }
      const chunk = JSON.parse(event.slice('data: '.length)) as Chunk
      chunks.push(chunk)
      onChunk(chunk)
    }
  }
  if (rest !== '') throw new Error(`The stream broke off inside an event: ${rest}`)
  return { chunks, isDone }
}

/** Waits for the first chunk that meets a condition, without closing the stream. */
export function readUntil(
  response: Response,
  isMet: (chunks: Chunk[]) => boolean,
): Promise<{ all: Promise<Reading> }> {
  return new Promise((resolve, reject) => {
    const seen: Chunk[] = []
    let isOver = false
    const all = readEvents(response, (chunk) => {
      seen.push(chunk)
      if (isOver || !isMet(seen)) return
      isOver = true
      resolve({ all })
    })
    all.then(
      () => isOver || reject(new Error(`Never met, in ${JSON.stringify(seen)}`)),
      (error) => (isOver ? undefined : reject(error)),
    )
  })
}

export const hasText = (chunks: Chunk[]) => textOf(chunks) !== ''

/** A client of one Skein server; `defaults` are headers that it always sends. */
export function connect(origin: string, defaults: Record<string, string> = {}) {
  const send = (method: string, path: string, body?: unknown, options: RequestOptions = {}) =>
    fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...defaults,
        ...options.headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
    })

  async function ask<Body>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const response = await send(method, path, body, options)
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as Body,
    }
  }

  return {
    origin,
    send,
    ask,
    /** Posts a message and returns the open stream of its answer. */
    openStream: (path: string, body: unknown, options: RequestOptions = {}) =>
      send('POST', path, body, options),
    async createThread(body: Record<string, unknown> = {}): Promise<Thread> {
      const answer = await ask<Thread>('POST', '/api/threads', body)
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return answer.body
    },
    /** All messages of a thread, page by page. */
    async messages(thread: string): Promise<Message[]> {
      const all: Message[] = []
      for (;;) {
        const after = all.at(-1)?.sequence_number ?? 0
        const path = `/api/threads/${encodeURIComponent(thread)}/messages?limit=200&after_sequence=${after}`
        const { status, body } = await ask<{ data: Message[]; has_more: boolean }>('GET', path)
        if (status !== 200) throw new Error(`${path}: ${status}`)
        all.push(...body.data)
        if (!body.has_more) return all
      }
    },
    /** All threads, page by page. */
    async threads(): Promise<Thread[]> {
      const all: Thread[] = []
      for (let cursor = ''; ;) {
        const path = `/api/threads?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
        const { body } = await ask<{ data: Thread[]; next_cursor: string | null }>('GET', path)
        all.push(...body.data)
        if (body.next_cursor === null) return all
        cursor = body.next_cursor
      }
    },
  }
}

export type Client = ReturnType<typeof connect>

export type RawAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** A request with exactly this path, these headers and these bytes, which `fetch` would tidy up or refuse. */
export function sendRaw(
  origin: string,
  request: {
    method: string
    path: string
    headers?: Record<string, string>
    body?: string | Uint8Array
  },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      hostname,
      port,
      method: request.method,
      path: request.path,
      headers: request.headers,
      agent: false,
    })
    let isAnswered = false
    outgoing.once('response', (response) => {
      isAnswered = true
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece) => (text += piece))
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      )
    })
    // A server that refuses a body before it is read may close the connection under the writer.
    outgoing.on('error', (error) => isAnswered || reject(error))
    outgoing.end(request.body)
  })
}
