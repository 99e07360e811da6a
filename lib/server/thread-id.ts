import { v5, v7, validate } from 'uuid'

import type { Actor } from '@/lib/core/access/actor'

/**
 * The id of the thread that a client names: its UUID, or for an external id one that follows from it and the workspace,
 * so that the same name always means the same thread. `key` does the same for a new thread whose request may be repeated.
 */
export function threadIdOf(actor: Actor, given: string | null, key: string | null = null): string {
  if (given !== null && validate(given)) return given.toLowerCase()
  if (given !== null) return v5(`thread ${given}`, actor.workspaceId)
  if (key !== null) return v5(`request ${actor.userId} ${key}`, actor.workspaceId)
  return v7()
}

/** The external id to store with a new thread. */
export const externalThreadId = (given: string | null): string | null =>
  given !== null && !validate(given) ? given : null
