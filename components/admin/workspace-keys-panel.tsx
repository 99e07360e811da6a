import { useTranslations } from 'next-intl'

import { useDescribeKey } from '@/components/account/use-describe-key'
import type { Now } from '@/components/account/moment'
import { RevokeKey } from '@/components/account/revoke-key'
import { Link } from '@/components/ui/link'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import type { WorkspaceKey } from '@/lib/core/access/api-key'

/** The API keys of all members. */
export function WorkspaceKeysPanel({ keys, now }: { keys: readonly WorkspaceKey[]; now: Now }) {
  const t = useTranslations('admin.keys')
  const scopes = useTranslations('account.scopes')
  const describeKey = useDescribeKey(now)
  return (
    <Panel
      id="keys"
      title={t('title')}
      lead={t.rich('lead', {
        link: (text) => (
          <Link href="/account" className="text-accent underline underline-offset-4">
            {text}
          </Link>
        ),
      })}
    >
      {keys.length === 0 ? (
        <p className="text-body text-ink-muted">{t('none')}</p>
      ) : (
        <RowList label={t('title')}>
          {keys.map((key) => (
            <Row
              key={key.id}
              title={key.name}
              mark={scopes(`${key.scope}.name`)}
              note={
                <>
                  {t('of', { name: key.user.name })}, <code className="font-mono">…{key.hint}</code>
                  , {describeKey(key)}
                </>
              }
            >
              <RevokeKey id={key.id} name={key.name} />
            </Row>
          ))}
        </RowList>
      )}
    </Panel>
  )
}
