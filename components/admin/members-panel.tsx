import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Now } from '@/components/account/moment'
import { useDescribePast } from '@/components/account/use-describe-past'
import { MemberRole } from '@/components/admin/member-role'
import { RemoveMember } from '@/components/admin/remove-member'
import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
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
  const t = useTranslations('admin.members')
  const roles = useTranslations('account.roles')
  const past = useDescribePast(now)
  return (
    <Panel
      id="members"
      title={t('title', { count: members.length })}
      lead={t('lead')}
      action={
        <Link href="/admin/invitations" className={buttonClass('quiet')}>
          <UserPlus size={16} aria-hidden />
          {t('invite')}
        </Link>
      }
    >
      <RowList label={t('list')}>
        {members.map((member) => {
          const { id, name, email, role, is_you: isYou, last_seen_at: seen } = member
          const isRemovable = !isYou && mayRemove(ownRole, role)
          return (
            <Row
              key={id}
              title={name}
              mark={isYou ? t('you') : undefined}
              note={[email, seen ? t('seen', { when: past(seen) }) : t('never')]
                .filter(Boolean)
                .join(', ')}
            >
              {mayChangeRole(ownRole) ? (
                <MemberRole key={role} id={id} name={name} role={role} />
              ) : (
                <span className="text-body text-ink-muted">{roles(role)}</span>
              )}
              {isRemovable && <RemoveMember id={id} name={name} />}
            </Row>
          )
        })}
      </RowList>
    </Panel>
  )
}
