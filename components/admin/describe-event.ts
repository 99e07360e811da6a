import type { AuditAction, AuditEvent } from '@/lib/core/access/audit'

const actions: Record<AuditAction, string> = {
  'account.created': 'made an account',
  'account.deleted': 'deleted their account',
  sign_in: 'signed in',
  'sign_in.failed': 'failed to sign in',
  sign_out: 'signed out',
  'sign_out.everywhere': 'signed out everywhere else',
  'password.changed': 'changed their password',
  'key.created': 'made an API key',
  'key.first_used': 'used an API key for the first time',
  'key.revoked': 'revoked an API key',
  'invitation.created': 'made an invitation',
  'invitation.accepted': 'accepted an invitation',
  'invitation.revoked': 'took an invitation back',
  'workspace.created': 'made the workspace',
  'workspace.changed': 'changed the workspace',
  'member.role_changed': 'changed a role',
  'member.removed': 'removed a member',
  'thread.visibility_changed': 'changed who sees a thread',
  'thread.shared': 'shared a thread by a link',
  'thread.unshared': 'took the link to a thread back',
}

/** What somebody did, as the end of a sentence about them. */
export const describeAction = ({ action }: AuditEvent): string => actions[action]

/** The particulars of an event that say something to a person, of those whose names are known by id. */
export function describeDetail({ detail }: AuditEvent, names: Record<string, string>): string {
  const text = (name: string) => {
    const value = detail[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const userId = text('user_id')
  const way = text('with') ?? text('provider')
  return [
    userId && Object.hasOwn(names, userId) ? names[userId] : null,
    text('from') && text('to') ? `from ${text('from')} to ${text('to')}` : text('role'),
    text('scope') && `scope ${text('scope')}`,
    way === 'guest' ? 'as a guest' : way && `with ${way}`,
    text('reason')?.replaceAll('_', ' '),
  ]
    .filter(Boolean)
    .join(', ')
}
