import { type IncomingMessage } from 'node:http'

/** One request as it came in. Times are milliseconds since the epoch. */
export interface RecordedRequest {
  id: number
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  /** The body exactly as sent. */
  raw_body: string
  /** The body parsed as JSON, or null. */
  body: unknown
  received_at: number
  first_byte_at: number | null
  /** The HTTP status, once it is decided. */
  status: number | null
  /** The model that answered, which differs from the asked one after a fallback. */
  model: string | null
  tokens_sent: number
  /** The client went away before the answer ended. */
  closed: boolean
  /** The answer was sent to the end that its script wanted. */
  finished: boolean
}

interface Waiter {
  isMet: (request: RecordedRequest) => boolean
  resolve: (request: RecordedRequest) => void
}

export class Recorder {
  #requests: RecordedRequest[] = []
  readonly #waiters = new Set<Waiter>()
  readonly #isOn: boolean
  #count = 0

  constructor({ isOn }: { isOn: boolean }) {
    this.#isOn = isOn
  }

  open(incoming: IncomingMessage, path: string): RecordedRequest {
    const request: RecordedRequest = {
      id: ++this.#count,
      method: incoming.method ?? '',
      path,
      headers: incoming.headers,
      raw_body: '',
      body: null,
      received_at: Date.now(),
      first_byte_at: null,
      status: null,
      model: null,
      tokens_sent: 0,
      closed: false,
      finished: false,
    }
    if (this.#isOn) this.#requests.push(request)
    return request
  }

  keepBody(request: RecordedRequest, body: { raw: string; value: unknown }) {
    if (!this.#isOn) return
    request.raw_body = body.raw
    request.body = body.value
  }

  /** Says that a request has changed, so that waiters look at it. */
  changed(request: RecordedRequest) {
    if (!this.#isOn) return
    for (const waiter of this.#waiters) {
      if (!waiter.isMet(request)) continue
      this.#waiters.delete(waiter)
      waiter.resolve(request)
    }
  }

  requests(): RecordedRequest[] {
    return [...this.#requests]
  }

  clear() {
    this.#requests = []
  }

  /** Resolves with the first request that meets the condition, now or later. */
  async waitFor(
    isMet: (request: RecordedRequest) => boolean,
    timeoutMs: number,
  ): Promise<RecordedRequest> {
    const met = this.#requests.find(isMet)
    if (met) return met
    const { promise, resolve, reject } = Promise.withResolvers<RecordedRequest>()
    const waiter = { isMet, resolve }
    this.#waiters.add(waiter)
    const timer = setTimeout(() => {
      this.#waiters.delete(waiter)
      reject(new Error(`no such request within ${timeoutMs} ms`))
    }, timeoutMs)
    return promise.finally(() => clearTimeout(timer))
  }
}
