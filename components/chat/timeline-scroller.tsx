'use client'

import { clsx } from 'clsx'
import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'

/** The part of a thread that scrolls. It begins at its end, so that the newest message shows before any script runs. */
export function TimelineScroller({
  scroller,
  isAway,
  isEmpty,
  onShowNewest,
  children,
}: {
  scroller: RefObject<HTMLDivElement | null>
  isAway: boolean
  isEmpty: boolean
  onShowNewest: () => void
  children: ReactNode
}) {
  const t = useTranslations('chat.scroller')
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        data-scroller
        // Says what happens through the announcer instead, not every word as it comes.
        role="log"
        aria-live="off"
        aria-label={t('label')}
        tabIndex={0}
        className={clsx(
          'flex min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain -outline-offset-2',
          isEmpty ? 'flex-col' : 'flex-col-reverse',
        )}
      >
        <div className="flex-[1_0_auto] pb-6">{children}</div>
      </div>
      <div
        aria-hidden
        className="from-canvas pointer-events-none absolute inset-x-0 bottom-0 h-6 bg-linear-to-t to-transparent"
      />
      <button
        type="button"
        onClick={onShowNewest}
        inert={!isAway}
        className={clsx(
          'bg-surface border-line-strong shadow-raised text-label hover:bg-hover coarse:h-11 absolute bottom-3 left-1/2 flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full border pr-4 pl-3 font-medium transition-[opacity,translate]',
          !isAway && 'pointer-events-none translate-y-2 opacity-0',
        )}
      >
        <ArrowDown size={15} aria-hidden />
        {t('newest')}
      </button>
    </div>
  )
}
