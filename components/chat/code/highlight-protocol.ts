/** What a piece of code can be, besides plain. */
export const tokenKinds = [
  'keyword',
  'string',
  'string-expression',
  'comment',
  'constant',
  'parameter',
  'function',
  'punctuation',
  'link',
  'inserted',
  'deleted',
  'changed',
] as const

/** Pairs of a length in characters and a kind: its place in `tokenKinds` from 1 on, 0 for plain. */
export type Runs = readonly number[]

/** Asks for the next piece of a block, or for the newest one again after it has grown. */
export type HighlightRequest = {
  type: 'highlight'
  block: number
  /** The place of the piece in its block. */
  index: number
  language: string
  text: string
}

export type ForgetRequest = { type: 'forget'; block: number }

export type WorkerRequest = HighlightRequest | ForgetRequest

/** The runs are null when the code cannot be coloured. */
export type HighlightReply = { block: number; index: number; runs: Runs | null }
