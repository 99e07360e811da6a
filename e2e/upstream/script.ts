export interface UpstreamToolCall {
  id?: string
  name: string
  /** A string is cut into short deltas, a list fixes the deltas, an object is serialised first. */
  arguments?: string | string[] | Record<string, unknown>
}

export interface UpstreamUsage {
  prompt_tokens: number
  completion_tokens: number
  cached_tokens: number
  reasoning_tokens: number
}

/**
 * What the simulated provider does with one request. One delta counts as one token, whether it
 * carries reasoning, text, a source, an image or tool arguments; the `…AfterTokens` fields count them from the start.
 */
export interface UpstreamScript {
  /** A string is cut into words, a list fixes the deltas. */
  text?: string | string[]
  /** Says `w0 w1 w2 …`, this many words, instead of `text`. */
  tokens?: number
  /** 0 or absent: as fast as the connection takes them. */
  tokensPerSecond?: number
  firstTokenDelayMs?: number
  /** Keep-alive comments before the first token, spread over its delay. */
  comments?: number
  reasoning?: string | string[]
  /** Sends `reasoning_details` beside `reasoning`, closed by the signature or the encrypted block. */
  reasoningDetails?: { signature?: string; encrypted?: string; format?: string; id?: string }
  /** Web pages that are cited after the text. */
  sources?: { url: string; title?: string; content?: string }[]
  /** Data URLs of images that come after the text. */
  images?: string[]
  toolCalls?: UpstreamToolCall[]
  interleaveToolCalls?: boolean
  /** Texts of choices 1, 2, …, interleaved with choice 0. */
  otherChoices?: string[]
  finishReason?: string
  /** Replaces counted figures; null sends no usage at all. */
  usage?: Partial<UpstreamUsage> | null
  /** US dollars; computed from the model's prices when absent. */
  cost?: number
  /** 4xx or 5xx instead of an answer. */
  status?: number
  /** Seconds. */
  retryAfter?: number
  errorMessage?: string
  errorCode?: number | string
  errorMetadata?: Record<string, unknown>
  /** Only the first N requests fail in the way the script says, later ones succeed. */
  failTimes?: number
  /** An error chunk under HTTP 200. */
  midStreamErrorAfterTokens?: number
  /** The body ends properly, but without finish reason, usage and [DONE]. */
  truncateAfterTokens?: number
  /** The connection is destroyed. */
  dieAfterTokens?: number
  /** The connection stays open and nothing more comes. */
  silentAfterTokens?: number
  /** Waits there until the test releases it; an answer that is not streamed only at 0. */
  holdAfterTokens?: number
  /** Never any byte, not even headers. */
  hang?: boolean
  /** HTTP 200 and an event stream without one event, or an empty body. */
  emptyStream?: boolean
  /** Writes the body in pieces of this many bytes, through events and characters. */
  splitBytes?: number
}

type FieldKind = 'number' | 'text' | 'flag' | 'json'

const fieldKinds: Record<keyof UpstreamScript, FieldKind> = {
  text: 'text',
  tokens: 'number',
  tokensPerSecond: 'number',
  firstTokenDelayMs: 'number',
  comments: 'number',
  reasoning: 'text',
  reasoningDetails: 'json',
  sources: 'json',
  images: 'json',
  toolCalls: 'json',
  interleaveToolCalls: 'flag',
  otherChoices: 'json',
  finishReason: 'text',
  usage: 'json',
  cost: 'number',
  status: 'number',
  retryAfter: 'number',
  errorMessage: 'text',
  errorCode: 'text',
  errorMetadata: 'json',
  failTimes: 'number',
  midStreamErrorAfterTokens: 'number',
  truncateAfterTokens: 'number',
  dieAfterTokens: 'number',
  silentAfterTokens: 'number',
  holdAfterTokens: 'number',
  hang: 'flag',
  emptyStream: 'flag',
  splitBytes: 'number',
}

export class ScriptError extends Error {}

function isField(name: string): name is keyof UpstreamScript {
  return Object.hasOwn(fieldKinds, name)
}

/** Accepts a script sent as JSON. Throws ScriptError on anything that is not one, typos included. */
export function requireScript(value: unknown): UpstreamScript {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ScriptError('a script is an object')
  }
  const unknown = Object.keys(value).filter((name) => !isField(name))
  if (unknown.length > 0) throw new ScriptError(`unknown script fields: ${unknown.join(', ')}`)
  for (const [name, field] of Object.entries(value)) {
    if (isField(name) && fieldKinds[name] === 'number' && typeof field !== 'number') {
      throw new ScriptError(`${name} is a number`)
    }
  }
  return value
}

function parseField(name: keyof UpstreamScript, value: string): unknown {
  switch (fieldKinds[name]) {
    case 'number': {
      const number = Number(value)
      if (Number.isNaN(number)) throw new ScriptError(`${name} is a number, not ${value}`)
      return number
    }
    case 'flag':
      return value !== 'false'
    case 'json':
      try {
        return JSON.parse(value)
      } catch {
        throw new ScriptError(`${name} is JSON`)
      }
    case 'text':
      return value
  }
}

/** The script fields among the parameters of a model id; other parameters are left alone. */
export function scriptFromParams(params: URLSearchParams): UpstreamScript {
  const fields = [...params].flatMap(([name, value]) =>
    isField(name) ? [[name, parseField(name, value)] as const] : [],
  )
  return Object.fromEntries(fields)
}

/** The same script once its failures are used up. */
export function withoutFailure(script: UpstreamScript): UpstreamScript {
  return {
    ...script,
    status: undefined,
    midStreamErrorAfterTokens: undefined,
    truncateAfterTokens: undefined,
    dieAfterTokens: undefined,
    silentAfterTokens: undefined,
    hang: undefined,
    emptyStream: undefined,
  }
}

export type EndingKind = 'error' | 'truncate' | 'die' | 'silent'

/** How and after how many tokens the answer breaks off, or null when it ends well. */
export function endingOf(script: UpstreamScript): { kind: EndingKind; after: number } | null {
  const endings: { kind: EndingKind; after: number | undefined }[] = [
    { kind: 'error', after: script.midStreamErrorAfterTokens },
    { kind: 'truncate', after: script.truncateAfterTokens },
    { kind: 'die', after: script.dieAfterTokens },
    { kind: 'silent', after: script.silentAfterTokens },
  ]
  let first: { kind: EndingKind; after: number } | null = null
  for (const { kind, after } of endings) {
    if (after !== undefined && (first === null || after < first.after)) first = { kind, after }
  }
  return first
}
