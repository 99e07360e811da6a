'use client'

import { clsx } from 'clsx'
import { ScrollText, SquarePen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'

import type { Visibility } from '@/components/sharing/share-state'
import { useSharing } from '@/components/sharing/use-sharing'
import { useDateJump } from '@/components/threads/use-date-jump'
import { DrawerButton } from '@/components/ui/drawer-button'
import { lazyPart } from '@/components/ui/lazy-part'
import { lazySoon } from '@/components/ui/lazy-soon'
import { Link } from '@/components/ui/link'
import { Menu } from '@/components/ui/menu'

const HeaderActions = lazySoon(() => import('@/components/chat/header-actions'))
const TemporaryLink = lazySoon(() => import('@/components/temporary/temporary-link'))
const SystemPromptDialog = lazyPart(() => import('@/components/chat/system-prompt-dialog'))

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
  const t = useTranslations('chat')
  const [isOpen, setOpen] = useState(false)
  const sharing = useSharing(threadId, visibility)
  const dateJump = useDateJump(threadId)
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-3">
      <DrawerButton label={t('header.threads')} />
      {title === null ? (
        <>
          <span className="flex-1" />
          <TemporaryLink />
        </>
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
        <span className="max-sm:sr-only">{t('system_prompt.title')}</span>
        {systemPrompt && <span className="sr-only">{t('system_prompt.is_set')}</span>}
      </button>
      {title !== null && (
        <Menu label={t('header.actions')} className="pointer-fine:size-9">
          <HeaderActions
            {...{ threadId, title }}
            onSummarise={onSummarise}
            onShare={sharing.open}
            onDateJump={dateJump.open}
          />
        </Menu>
      )}
      <Link
        href="/"
        aria-label={t('header.new_thread')}
        className="text-ink-muted hover:bg-hover hover:text-ink coarse:size-11 inline-flex size-9 shrink-0 items-center justify-center rounded-md md:hidden"
      >
        <SquarePen size={17} aria-hidden />
      </Link>
      {sharing.dialog}
      {dateJump.dialog}
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
