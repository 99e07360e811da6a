/** What the load generator does: some streams side by side, each asking for one answer after another. */
export type LoadPlan = {
  origin: string
  /** How a server is asked and how it answers. */
  dialect: Dialect
  model: string
  streams: number
  answersPerStream: number
  /** Milliseconds over which the streams' starts are spread at random. */
  spreadMs: number
  /** Tokens of one answer: the words w0, w1, … */
  tokens: number
  /** Null: as fast as it goes. */
  tokensPerSecond: number | null
  seed: number
}

export type Dialect = 'chat-completions' | 'skein'

export type LoadResult = {
  /** From the start of each request to its first byte of text. */
  firstTokenMs: number[]
  deliveredTokens: number
  /** Tokens that came at most `toleranceMs` after the upstream's schedule. */
  tokensInTime: number
  /** How late the tokens were by the schedule. */
  latenessMs: { p50: number; p95: number; max: number }
  wallMs: number
  /** What was wrong with which answer; empty when every answer came whole, in order and once. */
  faults: string[]
  threadIds: string[]
}

/** How much later than its schedule a token may arrive and still count as in time. */
export const toleranceMs = 250

/** What the simulator says in answers of so many tokens, and where in it each token ends. */
export function expectedAnswer(tokens: number): { text: string; ends: number[] } {
  let text = ''
  const ends: number[] = []
  for (let n = 0; n < tokens; n++) {
    text += n === 0 ? 'w0' : ` w${n}`
    ends.push(text.length)
  }
  return { text, ends }
}
