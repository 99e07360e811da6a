'use client'

import { CheckCheck, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, type ReactNode } from 'react'

import { mostSelected } from '@/components/threads/thread-selection'
import { IconButton } from '@/components/ui/icon-button'
import { useBackCloses } from '@/components/ui/use-back-closes'

/** How many threads are chosen, and what can be done with them. */
export function SelectionBar({
  count,
  shown,
  onChoose,
  onEnd,
  children,
}: {
  count: number
  /** The threads that are shown, which can be chosen all at once. */
  shown: readonly { id: string }[]
  onChoose: (ids: string[]) => void
  onEnd: () => void
  children: ReactNode
}) {
  const t = useTranslations('threads.selection')
  const loaded = shown.slice(0, mostSelected)
  const icon = { size: 17, 'aria-hidden': true } as const
  const end = useEffectEvent(onEnd)

  useBackCloses(() => {
    onEnd()
    return true
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isForDialog = document.querySelector('dialog:modal') !== null
      if (event.key === 'Escape' && !event.defaultPrevented && !isForDialog) end()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <div
      role="toolbar"
      aria-label={t('label')}
      className="bg-surface border-line shadow-raised sticky top-0 z-20 mb-2 flex flex-wrap items-center rounded-md border p-1"
    >
      <span className="text-label min-w-0 flex-1 truncate px-2 font-medium" role="status">
        {t('count', { count })}
      </span>
      <IconButton
        label={t(shown.length > mostSelected ? 'first' : 'all', { count: loaded.length })}
        icon={<CheckCheck {...icon} />}
        onClick={() => onChoose(loaded.map(({ id }) => id))}
      />
      {children}
      <IconButton label={t('end')} icon={<X {...icon} />} tip="left" onClick={onEnd} />
      {count >= mostSelected && (
        <p role="alert" className="text-label text-ink-muted basis-full px-2 pb-1">
          {t('full', { count })}
        </p>
      )}
    </div>
  )
}
