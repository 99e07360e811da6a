import { redirect } from 'next/navigation'

import type { Actor } from '@/lib/core/access/actor'
import { safePath } from '@/lib/core/access/safe-path'
import { needsSetup } from '@/lib/server/auth/setup'
import { visitor } from '@/lib/server/page-actor'
import { getServices, type Services } from '@/lib/server/services'

export type Query = Promise<Record<string, string | string[] | undefined>>

/** One value out of a page's query; empty when there is none. */
export const valueOf = (query: Awaited<Query>, name: string): string => {
  const value = query[name]
  return typeof value === 'string' ? value : ''
}

/**
 * What the pages of signing in begin with. In the single-user mode nobody signs in, and before the first account there is
 * nothing to sign in to: both are sent on.
 */
export async function arrive(): Promise<{ services: Services; actor: Actor | null }> {
  const services = await getServices()
  if (services.env.AUTH_MODE === 'none') redirect('/')
  const actor = await visitor()
  if (!actor && (await needsSetup(services))) redirect('/welcome')
  return { services, actor }
}

/** The same where somebody with an account has nothing to do; a guest may still get one. */
export async function arriveSignedOut(
  next: string,
): Promise<{ services: Services; isGuest: boolean }> {
  const { services, actor } = await arrive()
  if (actor && actor.role !== 'guest') redirect(safePath(next))
  return { services, isGuest: actor !== null }
}
