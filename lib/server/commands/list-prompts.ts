import type { Actor } from '@/lib/core/access/actor'
import type { Prompt } from '@/lib/core/prompt/prompt'
import { presentPrompt } from '@/lib/server/rows/prompt-row'
import type { Services } from '@/lib/server/services'

/** The prompts that somebody can use, by name: their own, and, for members, those that others share. */
export async function listPrompts({ prisma }: Services, actor: Actor): Promise<{ data: Prompt[] }> {
  const { userId, workspaceId, role } = actor
  const rows = await prisma.prompt.findMany({
    where: { workspaceId, OR: [{ userId }, ...(role === 'guest' ? [] : [{ shared: true }])] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return { data: rows.map((row) => presentPrompt(row, actor)) }
}
