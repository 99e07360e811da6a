'use client'

import { clsx } from 'clsx'
import { FoldVertical, PanelLeft, ScrollText, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { lazy, Suspense, useState } from 'react'

import type { Visibility } from '@/components/sharing/share-state'
import { useSharing } from '@/components/sharing/use-sharing'
import { drawer } from '@/components/threads/drawer'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'

const SystemPromptDialog = lazy(() => import('@/components/chat/system-prompt-dialog'))

export type ThreadHeaderProps = {
  /** Null for a thread that does not exist yet. */
  title: string | null
  threadId: string
  /** As the server rendered it. */
  visibility: Visibility
  systemPrompt: string | null
  onSystemPrompt: (text: string | null) => void
  onSummarise: () => void
}

/** What thread this is, and what holds for all of it. */
export function ThreadHeader({
  title,
  threadId,
  visibility,
  systemPrompt,
  onSystemPrompt,
  onSummarise,
}: ThreadHeaderProps) {
  const [isOpen, setOpen] = useState(false)
  const sharing = useSharing(threadId, visibility)
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-3">
      <IconButton
        label="Threads"
        tip="none"
        icon={<PanelLeft size={18} aria-hidden />}
        onClick={drawer.open}
        className="md:hidden"
        data-needs-script
      />
      {title === null ? (
        <span className="flex-1" />
      ) : (
        <h1 className="text-body min-w-0 flex-1 truncate px-1 font-medium sm:px-3">
          <bdi>{title}</bdi>
        </h1>
      )}
      {title !== null && sharing.button}
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        className="text-label text-ink-muted hover:bg-hover hover:text-ink coarse:h-11 coarse:min-w-11 coarse:justify-center flex h-9 shrink-0 items-center gap-2 rounded-md px-2.5 font-medium"
        data-needs-script
      >
        <span className="relative">
          <ScrollText size={17} aria-hidden />
          <span
            aria-hidden
            className={clsx(
              'bg-accent border-canvas absolute -top-1 -right-1 size-2.5 rounded-full border-2',
              !systemPrompt && 'hidden',
            )}
          />
        </span>
        <span className="max-sm:sr-only">System prompt</span>
        {systemPrompt && <span className="sr-only">(set)</span>}
      </button>
      {title !== null && (
        <Menu
          label="Thread actions"
          className="pointer-fine:size-9"
          items={[
            {
              label: 'Summarise now',
              icon: <FoldVertical size={15} aria-hidden />,
              run: onSummarise,
            },
            sharing.item,
          ]}
        />
      )}
      <Link
        href="/"
        aria-label="New thread"
        className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 shrink-0 items-center justify-center rounded-md md:hidden"
      >
        <SquarePen size={17} aria-hidden />
      </Link>
      {sharing.dialog}
      {isOpen && (
        <Suspense>
          <SystemPromptDialog
            text={systemPrompt}
            onSave={onSystemPrompt}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </header>
  )
}
