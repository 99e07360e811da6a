import type { Actor } from '@/lib/core/access/actor'
import type { Scope } from '@/lib/core/access/roles'

/**
 * What can be done: `read` and `chat` in one's threads, `account` to one's own account, `workspace` to the workspace and its
 * members, `server` to the whole installation, `monitor` to look at its figures.
 */
export type Action = 'read' | 'chat' | 'account' | 'workspace' | 'server' | 'monitor'

/** What an operation needs of the one who asks. */
export type Access = 'public' | Action

/** Of a thread, what decides who may do what with it. */
export type ThreadFacts = {
  workspaceId: string
  userId: string
  visibility: 'private' | 'workspace' | 'public'
}

const needed: Record<Action, Scope> = {
  read: 'read',
  chat: 'chat',
  account: 'admin',
  workspace: 'admin',
  server: 'admin',
  monitor: 'read',
}
const rank: Record<Scope, number> = { read: 0, chat: 1, admin: 2 }

/**
 * Whether the actor may do this at all, or with this thread. A thread is read by its owner and, unless it is private, by the
 * members of its workspace; everything else is its owner's alone. Administrators have no way into the threads of others.
 */
export function can(actor: Actor, action: Action, thread?: ThreadFacts): boolean {
  if (rank[actor.scope] < rank[needed[action]]) return false
  if (thread && !(action === 'read' ? canRead(actor, thread) : isOwn(actor, thread))) return false
  switch (action) {
    case 'read':
    case 'chat':
      return true
    case 'account':
      return actor.role !== 'guest'
    case 'workspace':
      return actor.role === 'owner' || actor.role === 'admin'
    case 'server':
    case 'monitor':
      return actor.isAdministrator
  }
}

const isOwn = (actor: Actor, thread: ThreadFacts) =>
  thread.workspaceId === actor.workspaceId && thread.userId === actor.userId

const canRead = (actor: Actor, thread: ThreadFacts) =>
  isOwn(actor, thread) ||
  (thread.workspaceId === actor.workspaceId &&
    thread.visibility !== 'private' &&
    actor.role !== 'guest')
