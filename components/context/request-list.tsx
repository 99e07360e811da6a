'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { explain } from '@/components/api/explain'
import { request, RequestError } from '@/components/api/request'
import { formatBytes } from '@/components/context/figures'
import { useModelName } from '@/components/models/model-names'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { toastStore } from '@/components/ui/toast-store'
import type { Ledger } from '@/lib/core/context/context'

const shownDigits = 12

/** The requests that went out for one answer, to be copied as they were. */
export function RequestList({ ledger }: { ledger: Ledger }) {
  const t = useTranslations('context.requests')
  if (ledger.attempts.length === 0) {
    return <p className="text-label text-ink-muted">{t('none')}</p>
  }
  return (
    <ul className="grid gap-3">
      {ledger.attempts.map((attempt, index) => (
        <li key={index}>
          <Attempt {...attempt} getBody={() => fetchBody(ledger.message_id, index)} />
        </li>
      ))}
    </ul>
  )
}

type AttemptProps = Ledger['attempts'][number] & { getBody: () => Promise<string> }

function Attempt({ model, bytes, sha256, getBody }: AttemptProps) {
  const t = useTranslations('context')
  const name = useModelName(model)
  const copy = async () => {
    try {
      await copyText(getBody())
      toastStore.show({ message: t('requests.copied') })
    } catch (error) {
      toastStore.show({
        message: error instanceof RequestError ? explain(error) : t('requests.not_copied'),
      })
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="text-label min-w-0 flex-1 basis-48">
        {t('requests.to', { name, size: formatBytes(bytes, t) })}
        <br />
        <span className="text-ink-muted">SHA-256</span>{' '}
        <code title={sha256} className="font-mono">
          {sha256.slice(0, shownDigits)}…
        </code>
      </p>
      <Button onClick={copy} className="text-label!">
        <Copy size={15} aria-hidden />
        {t('requests.copy')}
      </Button>
    </div>
  )
}

async function fetchBody(answerId: string, index: number): Promise<string> {
  const response = await request(`/api/messages/${answerId}/context?include=body`)
  const { attempts } = (await response.json()) as Ledger
  const body = attempts[index]?.body ?? null
  if (body === null) {
    throw new RequestError(
      410,
      'request_gone',
      'The request cannot be copied: a message that was in it is deleted.',
    )
  }
  return body
}
