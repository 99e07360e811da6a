import type { Actor } from '@/lib/core/access/actor'
import { SkeinError } from '@/lib/core/errors'
import type { PatchPrompt, Prompt } from '@/lib/core/prompt/prompt'
import { nameTaken } from '@/lib/server/commands/create-prompt'
import { isUniqueViolation } from '@/lib/server/rows/is-unique-violation'
import { presentPrompt } from '@/lib/server/rows/prompt-row'
import type { Services } from '@/lib/server/services'

/** Changes a prompt of the actor's. Throws `prompt_not_found`, `prompt_exists`. */
export async function updatePrompt(
  { prisma }: Services,
  actor: Actor,
  { id, body }: { id: string; body: PatchPrompt },
): Promise<Prompt> {
  const { userId, workspaceId } = actor
  const [row] = await prisma.prompt
    .updateManyAndReturn({ where: { id, userId, workspaceId }, data: body })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? nameTaken(body.name ?? '') : error
    })
  if (!row) throw noPrompt(id)
  return presentPrompt(row, actor)
}

export const noPrompt = (id: string) =>
  new SkeinError('prompt_not_found', `You have no prompt ${id}.`)
