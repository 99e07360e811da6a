import { describe, expect, it } from 'vitest'

import type { Actor } from '@/lib/core/access/actor'
import { can, type Action } from '@/lib/core/access/can'
import type { Role, Scope } from '@/lib/core/access/roles'

const home = 'home'
const me = 'me'

const actor = (role: Role, scope: Scope = 'admin', isAdministrator = false): Actor => ({
  userId: me,
  workspaceId: home,
  role,
  scope,
  isAdministrator,
  sessionId: null,
  keyId: null,
})

const roles: Role[] = ['owner', 'admin', 'member', 'guest']
const scopes: Scope[] = ['read', 'chat', 'admin']
const visibilities = ['private', 'workspace', 'public'] as const

/** For each action: the scopes that suffice, and the roles; administrators of the server are told apart below. */
const table: Record<Action, { scopes: Scope[]; roles: Role[] | 'administrators' }> = {
  read: { scopes: ['read', 'chat', 'admin'], roles },
  chat: { scopes: ['chat', 'admin'], roles },
  account: { scopes: ['admin'], roles: ['owner', 'admin', 'member'] },
  workspace: { scopes: ['admin'], roles: ['owner', 'admin'] },
  server: { scopes: ['admin'], roles: 'administrators' },
  monitor: { scopes: ['read', 'chat', 'admin'], roles: 'administrators' },
}
const actions = Object.keys(table) as Action[]

describe('what somebody may do at all', () => {
  it.each(actions)('is decided for %s by role, scope and who runs the server', (action) => {
    for (const role of roles) {
      for (const scope of scopes) {
        for (const isAdministrator of [false, true]) {
          const { roles: allowed, scopes: sufficing } = table[action]
          const isAllowed = allowed === 'administrators' ? isAdministrator : allowed.includes(role)
          const name = `${role} ${scope} ${isAdministrator ? 'administrator' : ''}`
          expect(can(actor(role, scope, isAdministrator), action), name).toBe(
            isAllowed && sufficing.includes(scope),
          )
        }
      }
    }
  })
})

/** Who may read what is not their own: visibilities by role; nobody may do anything else with it. */
const readsOfOthers: Record<Role, readonly string[]> = {
  owner: ['workspace', 'public'],
  admin: ['workspace', 'public'],
  member: ['workspace', 'public'],
  guest: [],
}

describe('what somebody may do with a thread', () => {
  const every = roles.flatMap((role) =>
    visibilities.flatMap((visibility) =>
      scopes.flatMap((scope) =>
        [false, true].map((isAdministrator) => ({ role, visibility, scope, isAdministrator })),
      ),
    ),
  )

  it.each(every)(
    'as $role with scope $scope (runs the server: $isAdministrator), $visibility',
    ({ role, visibility, scope, isAdministrator }) => {
      const one = actor(role, scope, isAdministrator)
      const own = { workspaceId: home, userId: me, visibility }
      expect(can(one, 'read', own)).toBe(true)
      expect(can(one, 'chat', own)).toBe(scope !== 'read')

      const others = { ...own, userId: 'another' }
      expect(can(one, 'read', others)).toBe(readsOfOthers[role].includes(visibility))
      expect(can(one, 'chat', others)).toBe(false)

      for (const userId of [me, 'another']) {
        const elsewhere = { ...own, workspaceId: 'elsewhere', userId }
        for (const action of actions) expect(can(one, action, elsewhere)).toBe(false)
      }
    },
  )

  it('is not widened by an action that is about more than threads', () => {
    const runs = actor('owner', 'admin', true)
    const others = { workspaceId: home, userId: 'another', visibility: 'private' } as const
    for (const action of actions) expect(can(runs, action, others), action).toBe(false)
  })
})
