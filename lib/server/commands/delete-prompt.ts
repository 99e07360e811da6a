import type { Actor } from '@/lib/core/access/actor'
import { noPrompt } from '@/lib/server/commands/update-prompt'
import type { Services } from '@/lib/server/services'

/** Deletes a prompt of the actor's. Throws `prompt_not_found`. */
export async function deletePrompt(
  { prisma }: Services,
  { userId, workspaceId }: Actor,
  id: string,
): Promise<void> {
  const { count } = await prisma.prompt.deleteMany({ where: { id, userId, workspaceId } })
  if (count === 0) throw noPrompt(id)
}
