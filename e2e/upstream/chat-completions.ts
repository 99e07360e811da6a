import { estimatePromptTokens, requireChatRequest, type ChatRequest } from './chat-request.ts'
import { type Exchange, markFinished, markFirstByte, sendJson } from './exchange.ts'
import { Generation } from './generation.ts'
import { contextLengthOf } from './models.ts'
import { type UpstreamScript, endingOf } from './script.ts'
import { type ScriptBook } from './script-book.ts'
import { StreamPlayer } from './stream-player.ts'
import { type Ticker } from './ticker.ts'
import { type WireError, completionBody, refusal, scriptedError } from './wire.ts'

/** What waits until a test lets it go on. */
interface Held {
  readonly model: string
  readonly isHeld: boolean
  release(): void
}

export interface Stage {
  book: ScriptBook
  ticker: Ticker
  players: Set<Held>
}

type Choice =
  | { kind: 'answer'; model: string; script: UpstreamScript }
  | { kind: 'refusal'; status: number; body: WireError; retryAfter?: number }

function chooseModel(stage: Stage, request: ChatRequest, model: string, header?: string): Choice {
  const script = stage.book.choose(model, request, header)
  if (script === null) {
    const body = refusal(400, `${model} is not a valid model ID`)
    return { kind: 'refusal', status: 400, body }
  }
  const { status, retryAfter } = script
  if (status) return { kind: 'refusal', status, retryAfter, body: scriptedError(script) }
  const window = contextLengthOf(model)
  const tokens = estimatePromptTokens(request.messages)
  if (tokens > window) {
    const message = `This endpoint's maximum context length is ${window} tokens. However, you requested about ${tokens} tokens (${tokens} of text input). Please reduce the length of either one, or use the "middle-out" transform to compress your prompt automatically.`
    return { kind: 'refusal', status: 400, body: refusal(400, message) }
  }
  return { kind: 'answer', model, script }
}

/** The first model of the request's list that answers, else the refusal of the last one. */
function choose(stage: Stage, request: ChatRequest, header?: string): Choice {
  let choice: Choice = { kind: 'refusal', status: 400, body: refusal(400, 'No models provided') }
  for (const model of request.models) {
    choice = chooseModel(stage, request, model, header)
    if (choice.kind === 'answer') return choice
  }
  return choice
}

function playStream(stage: Stage, exchange: Exchange, generation: Generation) {
  const { response, record, recorder } = exchange
  record.status = 200
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-generation-id': generation.id,
  })
  if (generation.script.emptyStream) {
    markFinished(exchange)
    response.end()
    return
  }
  const player = new StreamPlayer({
    response,
    generation,
    ticker: stage.ticker,
    events: {
      onSent: (tokens) => {
        markFirstByte(exchange)
        record.tokens_sent = tokens
        recorder.changed(record)
      },
      onEnd: () => markFinished(exchange),
    },
  })
  stage.players.add(player)
  response.once('close', () => {
    player.stop()
    stage.players.delete(player)
  })
  player.start()
}

function durationOf(script: UpstreamScript, tokens: number): number {
  const pace = script.tokensPerSecond ? (tokens * 1000) / script.tokensPerSecond : 0
  return (script.firstTokenDelayMs ?? 0) + pace
}

function sendHalf({ response, record }: Exchange, body: string) {
  record.status = 200
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}

function sendNothing(exchange: Exchange) {
  exchange.record.status = 200
  markFinished(exchange)
  exchange.response.writeHead(200, { 'content-type': 'application/json' })
  exchange.response.end()
}

function sendWhole(stage: Stage, exchange: Exchange, generation: Generation) {
  const { script } = generation
  const body = completionBody(generation)
  const ending = endingOf(script)
  const send = () => {
    if (script.emptyStream) return sendNothing(exchange)
    exchange.record.tokens_sent = generation.tokens
    if (ending === null) return sendJson(exchange, 200, body)
    if (ending.kind === 'error') return sendJson(exchange, 200, scriptedError(script))
    markFirstByte(exchange)
    markFinished(exchange)
    sendHalf(exchange, JSON.stringify(body))
  }
  if (script.holdAfterTokens === 0) return holdWhole(stage, exchange, generation.model, send)
  const timer = setTimeout(send, durationOf(script, generation.tokens))
  exchange.response.once('close', () => clearTimeout(timer))
}

/** An answer in one piece can only be held before it begins. */
function holdWhole({ players }: Stage, { response }: Exchange, model: string, send: () => void) {
  const held: Held = {
    model,
    isHeld: true,
    release() {
      players.delete(held)
      send()
    },
  }
  players.add(held)
  response.once('close', () => players.delete(held))
}

/** POST /chat/completions. Throws BadRequestError and ScriptError before anything is sent. */
export function completeChat(stage: Stage, exchange: Exchange) {
  const request = requireChatRequest(exchange.body.value)
  const header = exchange.request.headers['x-upstream-script']
  const choice = choose(stage, request, Array.isArray(header) ? header[0] : header)
  if (choice.kind === 'refusal') {
    const { status, retryAfter } = choice
    sendJson(exchange, status, choice.body, retryAfter ? { 'retry-after': `${retryAfter}` } : {})
    return
  }
  const { model, script } = choice
  exchange.record.model = model
  exchange.recorder.changed(exchange.record)
  if (script.hang) return
  const generation = new Generation({ model, script, request })
  if (request.stream) playStream(stage, exchange, generation)
  else if (endingOf(script)?.kind !== 'silent') sendWhole(stage, exchange, generation)
}
