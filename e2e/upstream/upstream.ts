import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { BadRequestError } from './chat-request.ts'
import { type Stage, completeChat } from './chat-completions.ts'
import { control } from './control.ts'
import { embeddingsBody } from './embeddings.ts'
import { type Exchange, readBody, sendJson } from './exchange.ts'
import { listModels } from './models.ts'
import { type RecordedRequest, Recorder } from './recorder.ts'
import { ScriptBook } from './script-book.ts'
import { type UpstreamScript, ScriptError } from './script.ts'
import { Ticker } from './ticker.ts'
import { refusal } from './wire.ts'

export type { RecordedRequest } from './recorder.ts'
export type { UpstreamScript, UpstreamToolCall } from './script.ts'

export interface UpstreamOptions {
  /** Absent or 0: any free port. */
  port?: number
  /** Default true; false keeps no request, which is cheap under load. */
  record?: boolean
  /** Pace of ordinary model ids; absent: unlimited. */
  tokensPerSecond?: number
}

export interface Upstream {
  /** Base URL including /api/v1. */
  url: string
  origin: string
  requests(): RecordedRequest[]
  /** Resolves with the first request that meets the condition, now or later; rejects after 5 s. */
  waitFor(
    isMet: (request: RecordedRequest) => boolean,
    timeoutMs?: number,
  ): Promise<RecordedRequest>
  /** Forgets recorded requests, registered scripts and how often scripts were used. */
  clear(): void
  /** A list is followed in order, one script a request, its last one from then on. */
  script(model: string, script: UpstreamScript | UpstreamScript[]): void
  /** Lets held streams go on, all or those of one model; says how many there were. */
  release(model?: string): number
  close(): Promise<void>
}

const prefix = /^\/(?:api\/)?v1(?=\/|$)/
const invalidKey = 'invalid'

function refuseKey(request: IncomingMessage): string | null {
  const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (key === undefined) return 'Missing Authentication header'
  return key === invalidKey ? 'User not found.' : null
}

function serveApi(stage: Stage, exchange: Exchange) {
  const { request, path, body } = exchange
  const route = `${request.method} ${path.replace(prefix, '')}`
  if (route === 'GET /models') return sendJson(exchange, 200, listModels())
  if (route !== 'POST /chat/completions' && route !== 'POST /embeddings') {
    return sendJson(exchange, 404, refusal(404, 'Not Found'))
  }
  const refused = refuseKey(request)
  if (refused !== null) return sendJson(exchange, 401, refusal(401, refused))
  if (!body.isJson) return sendJson(exchange, 400, refusal(400, 'Invalid JSON in request body'))
  if (route === 'POST /embeddings') return sendJson(exchange, 200, embeddingsBody(body.value))
  completeChat(stage, exchange)
}

function isCallersFault(error: unknown): error is Error {
  return error instanceof BadRequestError || error instanceof ScriptError
}

/** Starts the simulated provider on 127.0.0.1. Rejects when the port is taken. */
export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const recorder = new Recorder({ isOn: options.record ?? true })
  // The control endpoints watch; they are not part of what is watched.
  const unrecorded = new Recorder({ isOn: false })
  const stage: Stage = {
    book: new ScriptBook({ tokensPerSecond: options.tokensPerSecond }),
    ticker: new Ticker(),
    players: new Set(),
  }

  const controls = {
    requests: () => recorder.requests(),
    forgetRequests: () => recorder.clear(),
    forgetScripts: () => stage.book.clear(),
    script: (model: string, script: UpstreamScript | UpstreamScript[]) =>
      stage.book.register(model, script),
    release: (model?: string) => {
      const players = [...stage.players].filter(
        (player) => player.isHeld && (model === undefined || player.model === model),
      )
      for (const player of players) player.release()
      return players.length
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const isControl = path.startsWith('/__upstream/')
    const watching = isControl ? unrecorded : recorder
    const record = watching.open(request, path)
    response.once('close', () => {
      record.closed = !record.finished
      watching.changed(record)
    })
    const body = await readBody(request)
    watching.keepBody(record, body)
    watching.changed(record)
    const exchange: Exchange = { request, response, path, record, recorder: watching, body }
    try {
      if (isControl) control(controls, exchange)
      else serveApi(stage, exchange)
    } catch (error) {
      if (!isCallersFault(error)) throw error
      sendJson(exchange, 400, refusal(400, error.message))
    }
  }

  const server = createServer({ noDelay: true }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      const hasClientLeft = request.destroyed && !request.complete
      if (!hasClientLeft) console.error(error)
      response.destroy()
    })
  })
  server.keepAliveTimeout = 65_000
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    url: `${origin}/api/v1`,
    requests: controls.requests,
    waitFor: (isMet, timeoutMs = 5000) => recorder.waitFor(isMet, timeoutMs),
    clear: () => {
      recorder.clear()
      stage.book.clear()
    },
    script: controls.script,
    release: controls.release,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
