'use client'

import { describePast, type Now } from '@/components/account/moment'
import { describeUserAgent } from '@/components/account/describe-user-agent'
import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import { toastStore } from '@/components/ui/toast-store'
import type { Session } from '@/lib/core/access/session'

/** Where one is signed in, and the way to end it there. */
export function SessionsPanel({ sessions, now }: { sessions: readonly Session[]; now: Now }) {
  const { isSending, send } = useSend()

  const end = async (path: string, message: string) => {
    const reason = await send(path, { method: 'DELETE' })
    toastStore.show({ message: reason ?? message })
  }

  return (
    <Panel
      id="sessions"
      title="Where you are signed in"
      lead="What you do not know does not belong here: sign it out, and change your password."
    >
      <RowList label="Where you are signed in">
        {sessions.map((session) => {
          const name = describeUserAgent(session.user_agent)
          return (
            <Row
              key={session.id}
              title={name}
              mark={session.is_current ? 'This device' : undefined}
              note={[
                session.kind === 'token' && 'An app or script',
                session.address && `from ${session.address}`,
                `last seen ${describePast(session.last_seen_at, now)}`,
              ]
                .filter(Boolean)
                .join(', ')
                .replace(/^./, (letter) => letter.toUpperCase())}
            >
              {!session.is_current && (
                <Button
                  aria-label={`Sign out ${name}`}
                  disabled={isSending}
                  onClick={() =>
                    void end(`/api/auth/sessions/${session.id}`, `${name} is signed out.`)
                  }
                  data-needs-script
                >
                  Sign out
                </Button>
              )}
            </Row>
          )
        })}
      </RowList>
      {sessions.length > 1 && (
        <Button
          className="justify-self-start"
          disabled={isSending}
          onClick={() => void end('/api/auth/sessions', 'You are signed out everywhere else.')}
          data-needs-script
        >
          Sign out everywhere else
        </Button>
      )}
    </Panel>
  )
}
