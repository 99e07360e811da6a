import type { Actor } from '@/lib/core/access/actor'
import type { MemberList } from '@/lib/core/access/member'
import { SkeinError } from '@/lib/core/errors'
import { findMembers, presentMember } from '@/lib/server/rows/member-row'
import type { Services } from '@/lib/server/services'

/** Who is in the workspace: owners first, then by name. Throws `forbidden` for guests. */
export async function listMembers({ prisma }: Services, actor: Actor): Promise<MemberList> {
  if (actor.role === 'guest') {
    throw new SkeinError('forbidden', 'Guests do not see who is in the workspace.')
  }
  const rows = await findMembers(prisma, { workspaceId: actor.workspaceId })
  return { data: rows.map((row) => presentMember(row, actor)) }
}
