import { type IncomingMessage, type ServerResponse } from 'node:http'
import { type RecordedRequest, type Recorder } from './recorder.ts'

export interface Body {
  raw: string
  /** Parsed as JSON; null as well when it is none. */
  value: unknown
  isJson: boolean
}

/** One request and its response, with its record kept up to date. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  path: string
  record: RecordedRequest
  recorder: Recorder
  body: Body
}

function parseBody(raw: string): Body {
  try {
    return { raw, value: JSON.parse(raw), isJson: true }
  } catch {
    return { raw, value: null, isJson: false }
  }
}

export async function readBody(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return parseBody(Buffer.concat(parts).toString('utf8'))
}

export function markFinished({ record, recorder }: Exchange) {
  record.finished = true
  recorder.changed(record)
}

export function markFirstByte({ record }: Exchange) {
  record.first_byte_at ??= Date.now()
}

export function sendJson(
  exchange: Exchange,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const { record, response } = exchange
  record.status = status
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  markFirstByte(exchange)
  markFinished(exchange)
  response.end(JSON.stringify(body))
}
