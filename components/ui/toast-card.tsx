'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { toastStore, type Toast } from '@/components/ui/toast-store'

const readMs = 6000
/** To hear of it, to decide, and to get there. */
const actionMs = 10_000

/** What is said at the edge of the page, until it has been read or its action is taken. */
export default function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations('ui')
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const isHeld = isHovered || isFocused
  const { id, message, action, durationMs = action ? actionMs : readMs } = toast

  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => toastStore.remove(id, true), durationMs)
    return () => clearTimeout(timer)
  }, [id, durationMs, isHeld])

  const takeAction = () => {
    action?.run()
    toastStore.remove(id, false)
  }

  return (
    <div
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="bg-ink text-canvas shadow-floating text-body pointer-events-auto ml-[env(safe-area-inset-left)] flex max-w-full [animation:rise_200ms] items-center gap-1 rounded-md py-1 pr-1 pl-4"
    >
      <p className="min-w-0 py-1.5 [overflow-wrap:anywhere]">{message}</p>
      {action && (
        <button
          type="button"
          onClick={takeAction}
          className="hover:bg-canvas/15 focus-visible:outline-canvas coarse:h-11 ml-2 h-8 rounded-sm px-3 font-semibold underline underline-offset-4"
        >
          {action.label}
        </button>
      )}
      <IconButton
        label={t('dismiss')}
        icon={<X size={16} aria-hidden />}
        tip="none"
        size="small"
        onClick={() => toastStore.remove(id, true)}
        className="text-canvas hover:bg-canvas/15 hover:text-canvas focus-visible:outline-canvas"
      />
    </div>
  )
}
