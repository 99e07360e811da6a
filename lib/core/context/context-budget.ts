import type { Model } from '@/lib/core/models/model'

const shareForAnswer = 0.25
const mostForAnswer = 8192
/** Our tokenizer is not the model's, and no two providers frame messages alike. */
const shareOfHeadRoom = 0.1

/** Tokens of the model. */
export type ContextRoom = { window: number; answer: number; head_room: number; input: number }

/** How a model's window is divided: room for the answer, head-room, and what may be sent. */
export function contextRoom(
  model: Pick<Model, 'context_window' | 'max_output_tokens'>,
): ContextRoom {
  const window = model.context_window
  const answer = Math.floor(
    Math.min(model.max_output_tokens ?? mostForAnswer, mostForAnswer, window * shareForAnswer),
  )
  const head_room = Math.ceil((window - answer) * shareOfHeadRoom)
  return { window, answer, head_room, input: window - answer - head_room }
}

/** Tokens that every message costs besides its text: role and separators. */
export const tokensPerMessage = 4

/** No text has more characters to a token than this, runs of white space apart. */
const mostCharactersPerToken = 8

/** The largest number that the database takes as a plain integer. */
const mostCharacters = 2 ** 31 - 1

/** How many characters of history fill a model's window at most. */
export const historyCharacters = (model: Model): number =>
  Math.min(mostCharacters, contextRoom(model).input * mostCharactersPerToken)
