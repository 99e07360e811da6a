'use client'

import { useTranslations } from 'next-intl'

import { Button, buttonClass } from '@/components/ui/button'
import { FullPageNote } from '@/components/ui/full-page-note'

/** What is shown in the place of a page that could not be made. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('ui.page_error')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  return (
    <FullPageNote
      title={t('title')}
      actions={
        <>
          <Button look="primary" onClick={retry}>
            {t('retry')}
          </Button>
          {/* A whole new page, since what this one has may be what is broken. */}
          {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
          <a href="/" className={buttonClass('quiet')}>
            {t('new_thread')}
          </a>
        </>
      }
    >
      <p>
        {digest === null
          ? t('advice')
          : t.rich('advice_with_digest', {
              digest,
              code: (text) => <code className="text-body font-mono">{text}</code>,
            })}
      </p>
    </FullPageNote>
  )
}
