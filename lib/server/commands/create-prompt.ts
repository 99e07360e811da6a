import { v7 } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { CreatePrompt, Prompt } from '@/lib/core/prompt/prompt'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import { presentPrompt } from '@/lib/server/rows/prompt-row'
import type { Services } from '@/lib/server/services'

/** Keeps a prompt. Throws `prompt_exists` when its author has one of that name. */
export async function createPrompt(
  { prisma }: Services,
  actor: Actor,
  { name, text, shared }: CreatePrompt,
): Promise<Prompt> {
  const { userId, workspaceId } = actor
  const row = await prisma.prompt
    .create({ data: { id: v7(), userId, workspaceId, name, text, shared } })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? nameTaken(name) : error
    })
  return presentPrompt(row, actor)
}

export const nameTaken = (name: string) =>
  new SkeinError('prompt_exists', `There is a prompt called ${name} already.`)
