'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'

import { describeKey } from '@/components/account/describe-key'
import type { Now } from '@/components/account/moment'
import { NewKeyDialog } from '@/components/account/new-key-dialog'
import { RevokeKey } from '@/components/account/revoke-key'
import { scopes } from '@/components/account/scopes'
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
  const [isMaking, setMaking] = useState(false)
  return (
    <Panel
      id="keys"
      title="API keys"
      lead={`Let a script or an app act as you in “${workspace}”.`}
      action={
        <Button onClick={() => setMaking(true)} data-needs-script>
          <Plus size={16} aria-hidden />
          New key
        </Button>
      }
    >
      {keys.length === 0 ? (
        <p className="text-body text-ink-muted">You have none.</p>
      ) : (
        <RowList label="API keys">
          {keys.map((key) => (
            <Row
              key={key.id}
              title={key.name}
              mark={scopes[key.scope].name}
              note={
                <>
                  <code className="font-mono">…{key.hint}</code>, {describeKey(key, now)}
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
