import { answer, echo } from './answers.ts'
import { type ChatMessage, textOf } from './chat-request.ts'
import { markdownSample, unicodeSample } from './samples.ts'
import { type UpstreamScript, ScriptError, scriptFromParams } from './script.ts'

interface BehaviourInput {
  /** The parameter `after` of the model id, in tokens. */
  after: number
  messages: ChatMessage[]
}

interface Behaviour {
  about: string
  script: (input: BehaviourInput) => UpstreamScript
}

const weatherCall = { name: 'get_weather', arguments: { city: 'Paris', unit: 'celsius' } }

function unlessToolAnswered(messages: ChatMessage[], script: UpstreamScript): UpstreamScript {
  return messages.at(-1)?.role === 'tool' ? { text: answer(messages) } : script
}

function failure(status: number, errorMessage: string, retryAfter?: number): Behaviour {
  return {
    about: `fails with ${status}`,
    script: () => ({ status, errorMessage, retryAfter }),
  }
}

/** What the model ids `sim/<name>` do. `sim/tokens-…` is read apart, see `simulatedScript`. */
export const behaviours: Record<string, Behaviour> = {
  echo: { about: 'echo', script: ({ messages }) => ({ text: echo(messages) }) },
  slow: {
    about: 'slow first token, 20 tokens a second',
    script: () => ({ tokens: 60, tokensPerSecond: 20, firstTokenDelayMs: 2000, comments: 3 }),
  },
  held: {
    about: 'waits in the middle until it is released',
    script: ({ after }) => ({ tokens: 20, holdAfterTokens: after }),
  },
  'error-400': failure(400, 'Provider returned error: invalid request'),
  'error-401': failure(401, 'User not found.'),
  'error-402': failure(402, 'Insufficient credits. Add more using the credits page.'),
  'error-403': failure(403, 'Your input was flagged by moderation.'),
  'error-404': failure(404, 'No endpoints found for this model.'),
  'error-408': failure(408, 'Request timed out.'),
  'error-429': failure(429, 'This model is temporarily rate-limited upstream.', 1),
  'error-500': failure(500, 'Internal Server Error'),
  'error-502': failure(502, 'Provider returned error'),
  'error-503': failure(503, 'No provider available for this model.', 1),
  flaky: {
    about: 'fails once, then answers',
    script: ({ messages }) => ({
      ...failure(503, 'No provider available for this model.').script({ after: 0, messages }),
      failTimes: 1,
      text: answer(messages),
    }),
  },
  'mid-stream-error': {
    about: 'error in mid-stream',
    script: ({ after }) => ({ tokens: 20, midStreamErrorAfterTokens: after }),
  },
  truncated: {
    about: 'ends without a finish reason',
    script: ({ after }) => ({ tokens: 20, truncateAfterTokens: after }),
  },
  dies: {
    about: 'connection dies in mid-stream',
    script: ({ after }) => ({ tokens: 20, dieAfterTokens: after }),
  },
  silent: {
    about: 'falls silent in mid-stream',
    script: ({ after }) => ({ tokens: 20, silentAfterTokens: after }),
  },
  hang: { about: 'never answers', script: () => ({ hang: true }) },
  empty: { about: 'a stream without events', script: () => ({ emptyStream: true }) },
  blank: { about: 'finishes without a word', script: () => ({ text: '' }) },
  length: {
    about: 'cut by the length limit',
    script: () => ({ tokens: 20, finishReason: 'length' }),
  },
  'content-filter': {
    about: 'stopped by a content filter',
    script: () => ({ tokens: 5, finishReason: 'content_filter' }),
  },
  reasoning: {
    about: 'thinks aloud, with a signature',
    script: ({ messages }) => ({
      reasoning: 'Let me think about this. The question is clear, so a short answer will do.',
      reasoningDetails: { signature: 'c2lnbmF0dXJlLW9mLXRoZS1zaW11bGF0b3I=' },
      text: answer(messages),
    }),
  },
  'reasoning-encrypted': {
    about: 'thinks in secret',
    script: ({ messages }) => ({
      reasoningDetails: {
        encrypted: 'ZW5jcnlwdGVkLXJlYXNvbmluZw==',
        format: 'openai-responses-v1',
        id: 'rs_simulated',
      },
      text: answer(messages),
    }),
  },
  'reasoning-only': {
    about: 'thinks and then says nothing',
    script: () => ({
      reasoning: 'Let me think about this. I have thought enough, and there is nothing to say.',
      text: '',
    }),
  },
  'think-aloud': {
    about: 'thinks in its text, between tags',
    script: ({ messages }) => ({
      text: `<think>\nLet me see what was said.\n</think>\n\n${answer(messages)}`,
    }),
  },
  'tool-talk': {
    about: 'writes a tool call into its text',
    script: ({ messages }) => ({
      text: `<tool_call>\n${JSON.stringify(weatherCall)}\n</tool_call>\n${answer(messages)}`,
    }),
  },
  longer: {
    about: 'says all that it was told, twice',
    script: ({ messages }) => {
      const told = messages
        .filter(({ role }) => role !== 'system')
        .map(textOf)
        .join('\n\n')
      return { text: `${told}\n\nOnce more:\n\n${told}` }
    },
  },
  'messy-title': {
    about: 'dresses its answer in Markdown, quotes and remarks',
    script: ({ messages }) => ({
      text: `## **"${answer(messages)}"**\n\nThis title says what it is about. Another one:\n\n- _${answer(messages)}, continued_`,
    }),
  },
  tools: {
    about: 'calls a tool, then reports what it said',
    script: ({ messages }) =>
      unlessToolAnswered(messages, { text: 'Let me look.', toolCalls: [weatherCall] }),
  },
  'tools-parallel': {
    about: 'calls two tools at once',
    script: ({ messages }) =>
      unlessToolAnswered(messages, {
        toolCalls: [weatherCall, { name: 'get_weather', arguments: { city: 'Rome' } }],
        interleaveToolCalls: true,
      }),
  },
  choices: {
    about: 'three choices at once',
    script: () => ({ text: 'a0 a1 a2', otherChoices: ['b0 b1 b2', 'c0 c1 c2'] }),
  },
  markdown: { about: 'every kind of Markdown', script: () => ({ text: markdownSample }) },
  unicode: {
    about: 'many scripts, cut inside characters',
    script: () => ({ text: unicodeSample, splitBytes: 3 }),
  },
  'tokens-500': { about: '500 tokens, as fast as can be', script: () => ({ tokens: 500 }) },
  'tokens-500@50': {
    about: '500 tokens, 50 a second',
    script: () => ({ tokens: 500, tokensPerSecond: 50 }),
  },
}

const countedTokens = /^tokens-(\d+)(?:@(\d+(?:\.\d+)?))?$/

function baseScript(name: string, input: BehaviourInput): UpstreamScript | null {
  const behaviour = Object.hasOwn(behaviours, name) ? behaviours[name] : undefined
  if (behaviour) return behaviour.script(input)
  const counted = countedTokens.exec(name)
  return counted && { tokens: Number(counted[1]), tokensPerSecond: Number(counted[2] ?? 0) }
}

/**
 * The script of `sim/<name>?<field>=<value>&…`: fields of UpstreamScript replace those of the
 * behaviour, `after` (default 5) says where a failing one breaks, other parameters only make the
 * id distinct. Returns null for an unknown name, throws ScriptError for a bad value.
 */
export function simulatedScript(model: string, messages: ChatMessage[]): UpstreamScript | null {
  const path = model.slice('sim/'.length)
  const mark = path.indexOf('?')
  const name = mark < 0 ? path : path.slice(0, mark)
  const params = new URLSearchParams(mark < 0 ? '' : path.slice(mark + 1))
  const after = Number(params.get('after') ?? 5)
  if (Number.isNaN(after)) throw new ScriptError('after is a number')
  if (name === 'small-window') return { text: answer(messages), ...scriptFromParams(params) }
  const base = baseScript(name, { after, messages })
  return base && { ...base, ...scriptFromParams(params) }
}
