import type { Role, Scope } from '@/lib/core/access/roles'

/** Who asks, and as what. */
export type Actor = {
  userId: string
  /** The workspace that they look at; nothing outside it can be seen. */
  workspaceId: string
  /** What they are in that workspace. */
  role: Role
  /** Runs the server. */
  isAdministrator: boolean
  /** What their credentials are good for. */
  scope: Scope
  /** The session that they are signed in with; null for API keys and outside tokens. */
  sessionId: string | null
  keyId: string | null
}
