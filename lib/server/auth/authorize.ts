import type { Actor } from '@/lib/core/access/actor'
import { can, type Action } from '@/lib/core/access/can'
import { SkeinError } from '@/lib/core/errors'

const refusals: Record<Action, string> = {
  read: 'These credentials may not read.',
  chat: 'This API key may only read.',
  account: 'This needs an account of your own, or an API key with the scope admin.',
  workspace: 'This is for the owner and the admins of the workspace. Ask one of them.',
  server: 'This is for administrators of the server. Ask one of them.',
  monitor: 'This is for administrators of the server. Ask one of them.',
}

/** The one who asks, if they may do this. Throws `unauthenticated` for nobody, `forbidden`. */
export function authorize(actor: Actor | null, action: Action): Actor {
  if (!actor) {
    throw new SkeinError(
      'unauthenticated',
      'You are not signed in. Sign in, or send an API key as `Authorization: Bearer sk_skein_…`.',
    )
  }
  if (!can(actor, action)) throw new SkeinError('forbidden', refusals[action])
  return actor
}

const nowhere = '00000000-0000-0000-0000-000000000000'

/** For whom public things are done: has nothing, sees nothing. */
export const nobody: Actor = {
  userId: nowhere,
  workspaceId: nowhere,
  role: 'guest',
  isAdministrator: false,
  scope: 'read',
  sessionId: null,
  keyId: null,
}
