import { UserPlus } from 'lucide-react'
import Link from 'next/link'

import { describePast, type Now } from '@/components/account/moment'
import { roleNames } from '@/components/account/role-names'
import { MemberRole } from '@/components/admin/member-role'
import { RemoveMember } from '@/components/admin/remove-member'
import { buttonClass } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import { mayChangeRole, mayRemove, type Member } from '@/lib/core/access/member'
import type { Role } from '@/lib/core/access/roles'

/** Who is in the workspace, and as what. */
export function MembersPanel({
  members,
  ownRole,
  now,
}: {
  members: readonly Member[]
  ownRole: Role
  now: Now
}) {
  return (
    <Panel
      id="members"
      title={members.length === 1 ? 'One member' : `${members.length} members`}
      lead="Nobody reads the private threads of another, owners and admins neither."
      action={
        <Link href="/admin/invitations" prefetch={false} className={buttonClass('quiet')}>
          <UserPlus size={16} aria-hidden />
          Invite
        </Link>
      }
    >
      <RowList label="Members">
        {members.map((member) => {
          const { id, name, email, role, is_you: isYou, last_seen_at: seen } = member
          const isRemovable = !isYou && mayRemove(ownRole, role)
          return (
            <Row
              key={id}
              title={name}
              mark={isYou ? 'You' : undefined}
              note={[email, seen ? `seen ${describePast(seen, now)}` : 'not signed in']
                .filter(Boolean)
                .join(', ')}
            >
              {mayChangeRole(ownRole) ? (
                <MemberRole key={role} id={id} name={name} role={role} />
              ) : (
                <span className="text-body text-ink-muted">{roleNames[role]}</span>
              )}
              {isRemovable && <RemoveMember id={id} name={name} />}
            </Row>
          )
        })}
      </RowList>
    </Panel>
  )
}
