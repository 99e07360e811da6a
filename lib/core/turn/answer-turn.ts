import { z } from 'zod'

/** What an answer's `metadata.turn` tells of how it came about. Times from the moment the turn began to run. */
export const answerTurnSchema = z.object({
  id: z.string(),
  /** The model that was asked. */
  model: z.string(),
  first_token_ms: z.number().nullable(),
  duration_ms: z.number(),
  /** What the provider calls the answer. */
  generation_id: z.string().nullable(),
})
export type AnswerTurn = z.infer<typeof answerTurnSchema>
