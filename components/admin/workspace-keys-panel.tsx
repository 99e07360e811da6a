import Link from 'next/link'

import { describeKey } from '@/components/account/describe-key'
import type { Now } from '@/components/account/moment'
import { RevokeKey } from '@/components/account/revoke-key'
import { scopes } from '@/components/account/scopes'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import type { WorkspaceKey } from '@/lib/core/access/api-key'

/** The API keys of all members. */
export function WorkspaceKeysPanel({ keys, now }: { keys: readonly WorkspaceKey[]; now: Now }) {
  return (
    <Panel
      id="keys"
      title="API keys of all members"
      lead={
        <>
          Each acts as the member who made it. You make yours in{' '}
          <Link
            href="/account"
            prefetch={false}
            className="text-accent underline underline-offset-4"
          >
            your account
          </Link>
          .
        </>
      }
    >
      {keys.length === 0 ? (
        <p className="text-body text-ink-muted">There are none.</p>
      ) : (
        <RowList label="API keys of all members">
          {keys.map((key) => (
            <Row
              key={key.id}
              title={key.name}
              mark={scopes[key.scope].name}
              note={
                <>
                  Of {key.user.name}, <code className="font-mono">…{key.hint}</code>,{' '}
                  {describeKey(key, now)}
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
