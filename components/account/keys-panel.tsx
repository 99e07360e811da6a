'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import type { Now } from '@/components/account/moment'
import { NewKeyDialog } from '@/components/account/new-key-dialog'
import { RevokeKey } from '@/components/account/revoke-key'
import { useDescribeKey } from '@/components/account/use-describe-key'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import type { ApiKey } from '@/lib/core/access/api-key'

/** The keys by which scripts and apps act as their owner. */
export function KeysPanel({
  keys,
  workspace,
  now,
}: {
  keys: readonly ApiKey[]
  workspace: string
  now: Now
}) {
  const t = useTranslations('account.keys')
  const scopes = useTranslations('account.scopes')
  const describeKey = useDescribeKey(now)
  const [isMaking, setMaking] = useState(false)
  return (
    <Panel
      id="keys"
      title={t('title')}
      lead={t('lead', { workspace })}
      action={
        <Button onClick={() => setMaking(true)} data-needs-script>
          <Plus size={16} aria-hidden />
          {t('new')}
        </Button>
      }
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
                  <code className="font-mono">…{key.hint}</code>, {describeKey(key)}
                </>
              }
            >
              <RevokeKey id={key.id} name={key.name} />
            </Row>
          ))}
        </RowList>
      )}
      {isMaking && <NewKeyDialog now={now} onClose={() => setMaking(false)} />}
    </Panel>
  )
}
