import { v4 } from 'uuid'

import { SkeinError } from '@/lib/core/errors'
import { clientAddress } from '@/lib/server/http/client-address'
import type { Services } from '@/lib/server/services'

/** How long a session lives, in days. */
const sessionDays = 30
const longestUserAgent = 300

export const sessionSeconds = sessionDays * 86_400

type NewSession = {
  userId: string
  kind: 'browser' | 'token'
  headers: Headers
}

/** Signs somebody in: a session in the workspace that they used last. Throws `forbidden` when they belong to none. */
export async function createSession(
  { prisma, clock }: Services,
  { userId, kind, headers }: NewSession,
): Promise<{ id: string; workspaceId: string }> {
  const workspaceId = await lastWorkspace(prisma, userId)
  if (!workspaceId) throw new SkeinError('forbidden', 'You are not a member of any workspace.')
  const now = clock.now()
  return prisma.session.create({
    data: {
      // From no clock: the id stands in a cookie.
      id: v4(),
      userId,
      workspaceId,
      kind,
      userAgent: (headers.get('user-agent') ?? '').slice(0, longestUserAgent),
      address: clientAddress(headers) ?? '',
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + sessionSeconds * 1000),
    },
    select: { id: true, workspaceId: true },
  })
}

/** Of a workspace that somebody uses: the one of their newest session, else the one that they were first in. */
export async function lastWorkspace(
  prisma: Services['prisma'],
  userId: string,
): Promise<string | null> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    SELECT m.workspace_id AS id FROM membership m
      LEFT JOIN session s ON s.user_id = m.user_id AND s.workspace_id = m.workspace_id
    WHERE m.user_id = ${userId}::uuid
    ORDER BY s.last_seen_at DESC NULLS LAST, m.created_at LIMIT 1`
  return row?.id ?? null
}
