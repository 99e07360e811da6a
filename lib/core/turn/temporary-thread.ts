import { z } from 'zod'

import { messageTextSchema } from '@/lib/core/thread/message'
import { systemPromptSchema } from '@/lib/core/thread/thread'

const mostMessages = 1000

/** `POST /api/temporary`: a thread that nobody keeps, from old to new up to the question. */
export const temporaryThreadSchema = z.object({
  model: z.string().min(1).max(200),
  system_prompt: systemPromptSchema.optional(),
  messages: z
    .array(z.object({ role: z.enum(['user', 'assistant']), content: messageTextSchema }))
    .min(1)
    .max(mostMessages)
    .refine((messages) => messages.at(-1)?.role === 'user', {
      message: 'must end with a message of the user',
    }),
})
export type TemporaryThread = z.infer<typeof temporaryThreadSchema>
