'use client'

import { useTranslations } from 'next-intl'
import { useRef, type ReactNode } from 'react'

import { CopyButton } from '@/components/ui/copy-button'

/** A table that scrolls within its own frame and can be copied. */
export function MarkdownTable({ children }: { children: ReactNode }) {
  const t = useTranslations('chat.table')
  const table = useRef<HTMLTableElement>(null)
  const copy = async () => {
    const { tableToCsv } = await import('@/components/chat/table-to-csv')
    return table.current ? tableToCsv(table.current) : ''
  }
  return (
    <div className="group/table relative">
      <div
        role="group"
        aria-label={t('label')}
        // A table that scrolls has to be reachable by keyboard.
        tabIndex={0}
        className="border-line overflow-x-auto rounded-md border -outline-offset-1"
      >
        <table ref={table}>{children}</table>
      </div>
      <CopyButton
        label={t('copy')}
        size="small"
        tip="left"
        getText={copy}
        className="coarse:ml-auto coarse:flex pointer-fine:bg-surface! pointer-fine:border-line pointer-fine:shadow-raised top-1 right-1 group-focus-within/table:opacity-100 group-hover/table:opacity-100 pointer-fine:absolute! pointer-fine:border pointer-fine:opacity-0"
      />
    </div>
  )
}
