'use client'

import { useTranslations } from 'next-intl'

import type { Now } from '@/components/account/moment'
import { describeUserAgent } from '@/components/account/describe-user-agent'
import { useDescribePast } from '@/components/account/use-describe-past'
import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import { toastStore } from '@/components/ui/toast-store'
import type { Session } from '@/lib/core/access/session'

/** Where one is signed in, and the way to end it there. */
export function SessionsPanel({ sessions, now }: { sessions: readonly Session[]; now: Now }) {
  const t = useTranslations('account.sessions')
  const past = useDescribePast(now)
  const { isSending, send } = useSend()

  const end = async (path: string, message: string) => {
    const reason = await send(path, { method: 'DELETE' })
    toastStore.show({ message: reason ?? message })
  }

  return (
    <Panel id="sessions" title={t('title')} lead={t('lead')}>
      <RowList label={t('title')}>
        {sessions.map((session) => {
          const name = describeUserAgent(session.user_agent, t)
          return (
            <Row
              key={session.id}
              title={name}
              mark={session.is_current ? t('this_device') : undefined}
              note={[
                session.kind === 'token' && t('app'),
                session.address && t('from', { address: session.address }),
                t('seen', { when: past(session.last_seen_at) }),
              ]
                .filter(Boolean)
                .join(', ')
                .replace(/^./, (letter) => letter.toUpperCase())}
            >
              {!session.is_current && (
                <Button
                  aria-label={t('sign_out_one', { name })}
                  disabled={isSending}
                  onClick={() =>
                    void end(`/api/auth/sessions/${session.id}`, t('signed_out', { name }))
                  }
                  data-needs-script
                >
                  {t('sign_out')}
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
          onClick={() => void end('/api/auth/sessions', t('signed_out_else'))}
          data-needs-script
        >
          {t('sign_out_else')}
        </Button>
      )}
    </Panel>
  )
}
