/** The server understood a request and refused it; the message tells a person what to do. */
export class RequestError extends Error {
  readonly code: string
  readonly status: number

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'RequestError'
    this.status = status
    this.code = code
  }
}

export type RequestOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
  keepalive?: boolean
}

export type Request = (path: string, options?: RequestOptions) => Promise<Response>

/**
 * Asks Skein's API. Throws `RequestError` for a refusal, any other error when the server could not be reached (or a proxy
 * answered in its place), so that the same request may be sent again.
 */
export const request: Request = async (path, { method = 'GET', body, headers, ...rest } = {}) => {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
    ...rest,
  })
  if (response.ok) return response
  const refusal = await readRefusal(response)
  if (refusal) throw new RequestError(response.status, refusal.code, refusal.message)
  if (response.status < 500) {
    throw new RequestError(response.status, 'http_error', `The server answered ${response.status}.`)
  }
  throw new Error(`The server answered ${response.status}.`)
}

async function readRefusal(response: Response): Promise<{ code: string; message: string } | null> {
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string } }
    return typeof error.code === 'string' && typeof error.message === 'string' ? error : null
  } catch {
    return null
  }
}
