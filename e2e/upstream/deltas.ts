import { type UpstreamScript, type UpstreamToolCall } from './script.ts'

export interface ReasoningDetail {
  type: 'reasoning.text' | 'reasoning.encrypted'
  text?: string
  signature?: string
  data?: string
  id?: string | null
  format: string
  index: number
}

export interface ToolCallDelta {
  index: number
  id?: string
  type?: 'function'
  function: { name?: string; arguments: string }
}

export interface UrlCitation {
  type: 'url_citation'
  url_citation: { url: string; title?: string; content?: string }
}

export interface GeneratedImage {
  type: 'image_url'
  image_url: { url: string }
}

export interface WireDelta {
  role: 'assistant'
  content: string | null
  reasoning?: string | null
  reasoning_details?: ReasoningDetail[]
  tool_calls?: ToolCallDelta[]
  annotations?: UrlCitation[]
  images?: GeneratedImage[]
}

export interface Delta {
  choice: number
  delta: WireDelta
}

function words(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? []
}

function pieces(text: string | string[] | undefined): string[] {
  return typeof text === 'string' ? words(text) : (text ?? [])
}

function* spoken(script: UpstreamScript): Generator<string> {
  if (script.tokens === undefined) {
    yield* pieces(script.text)
    return
  }
  for (let n = 0; n < script.tokens; n++) yield n === 0 ? 'w0' : ` w${n}`
}

function* reasoningDeltas(script: UpstreamScript): Generator<Delta> {
  const details = script.reasoningDetails
  const format = details?.format ?? 'anthropic-claude-v1'
  const withDetail = (reasoning: string | null, detail: ReasoningDetail): Delta => ({
    choice: 0,
    delta: { role: 'assistant', content: '', reasoning, reasoning_details: [detail] },
  })
  for (const text of pieces(script.reasoning)) {
    yield details
      ? withDetail(text, { type: 'reasoning.text', text, format, index: 0 })
      : { choice: 0, delta: { role: 'assistant', content: '', reasoning: text } }
  }
  if (details?.signature) {
    const { signature } = details
    yield withDetail(null, { type: 'reasoning.text', signature, format, index: 0 })
  }
  if (details?.encrypted) {
    const { encrypted: data, id = null } = details
    yield withDetail(null, { type: 'reasoning.encrypted', data, id, format, index: 0 })
  }
}

function* textDeltas(script: UpstreamScript): Generator<Delta> {
  const others = (script.otherChoices ?? []).map(words)
  const asDelta = (choice: number, content: string): Delta => ({
    choice,
    delta: { role: 'assistant', content },
  })
  let position = 0
  for (const content of spoken(script)) {
    yield asDelta(0, content)
    for (const [other, said] of others.entries()) {
      const content = said[position]
      if (content !== undefined) yield asDelta(other + 1, content)
    }
    position++
  }
  for (const [other, said] of others.entries()) {
    for (const content of said.slice(position)) yield asDelta(other + 1, content)
  }
}

function* citationDeltas(script: UpstreamScript): Generator<Delta> {
  for (const url_citation of script.sources ?? []) {
    const annotations: UrlCitation[] = [{ type: 'url_citation', url_citation }]
    yield { choice: 0, delta: { role: 'assistant', content: '', annotations } }
  }
}

function* imageDeltas(script: UpstreamScript): Generator<Delta> {
  for (const url of script.images ?? []) {
    const images: GeneratedImage[] = [{ type: 'image_url', image_url: { url } }]
    yield { choice: 0, delta: { role: 'assistant', content: '', images } }
  }
}

function argumentPieces(call: UpstreamToolCall): string[] {
  const given = call.arguments ?? '{}'
  if (Array.isArray(given)) return given
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  return text.match(/[^]{1,6}/gu) ?? []
}

function toolCallDeltas(call: UpstreamToolCall, index: number): Delta[] {
  const asDelta = (toolCall: ToolCallDelta): Delta => ({
    choice: 0,
    delta: { role: 'assistant', content: null, tool_calls: [toolCall] },
  })
  const id = call.id ?? `call_${index}_${call.name}`
  return [
    asDelta({ index, id, type: 'function', function: { name: call.name, arguments: '' } }),
    ...argumentPieces(call).map((piece) => asDelta({ index, function: { arguments: piece } })),
  ]
}

function interleave<Item>(lists: Item[][]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  ).flat()
}

/** Everything the script says, in the order of the wire: reasoning, text, sources, images, tool calls. */
export function* deltasOf(script: UpstreamScript): Generator<Delta> {
  yield* reasoningDeltas(script)
  yield* textDeltas(script)
  yield* citationDeltas(script)
  yield* imageDeltas(script)
  const calls = (script.toolCalls ?? []).map(toolCallDeltas)
  yield* script.interleaveToolCalls ? interleave(calls) : calls.flat()
}
