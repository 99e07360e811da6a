'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  useEffect,
  useId,
  useRef,
  type MouseEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { toastStore } from '@/components/ui/toast-store'
import { Toaster } from '@/components/ui/toaster'
import { useBackCloses } from '@/components/ui/use-back-closes'
import { useDrawDown } from '@/components/ui/use-draw-down'

export type DialogProps = {
  title: string
  description?: string
  /** Asked before it closes; by default it may. */
  mayClose?: () => boolean
  onClose: () => void
  children: ReactNode
  className?: string
}

/** Their ids, the topmost last. */
let openDialogs: readonly string[] = []

function setOpenDialogs(next: readonly string[]) {
  openDialogs = next
  toastStore.showIn(next.at(-1))
}

/**
 * A modal dialog, open for as long as it is rendered; on a phone a sheet at the bottom. The browser's own element keeps the
 * focus inside, closes on Escape and returns the focus.
 */
export function Dialog({
  title,
  description,
  mayClose = () => true,
  onClose,
  children,
  className,
}: DialogProps) {
  const t = useTranslations('ui')
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    if (dialog && !dialog.open) {
      dialog.showModal()
      // React's autoFocus comes too early: what is not yet shown takes no focus.
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    setOpenDialogs([...openDialogs, id])
    return () => {
      setOpenDialogs(openDialogs.filter((each) => each !== id))
      dialog?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [id])

  const close = (): boolean => {
    const may = mayClose()
    if (may) onClose()
    return may
  }
  useBackCloses(close)
  const grip = useDrawDown(ref, close)

  const cancel = (event: SyntheticEvent) => {
    event.preventDefault()
    close()
  }

  // The event comes late: by then the dialog may have been opened again.
  const closed = () => {
    if (ref.current?.open) return
    // Browsers close at the second Escape in any case.
    if (mayClose()) onClose()
    else ref.current?.showModal()
  }

  const closeOnVeil = (event: MouseEvent) => {
    if (event.target === ref.current) close()
  }

  return (
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={cancel}
      onClose={closed}
      onMouseDown={closeOnVeil}
      className={clsx(
        'bg-surface text-ink shadow-floating m-auto mb-0 w-full max-w-none overflow-hidden rounded-t-lg p-0',
        'transition-[translate] duration-150',
        'bottom-[var(--keyboard,0px)] max-h-[calc(0.88*var(--seen))] sm:mb-auto sm:max-h-[min(44rem,0.88*var(--seen))] sm:w-[calc(100%-2rem)] sm:max-w-xl sm:rounded-lg',
        className,
      )}
    >
      <div className="flex max-h-[inherit] flex-col pb-[env(safe-area-inset-bottom)]">
        <header
          {...grip}
          className="coarse:touch-pinch-zoom relative flex items-start gap-3 px-5 pt-4 pb-3"
        >
          <span
            aria-hidden
            className="bg-line-strong absolute inset-x-0 top-1.5 mx-auto h-1 w-9 rounded-full sm:hidden pointer-fine:hidden"
          />
          <div className="min-w-0 flex-1">
            <h2 id={`${id}-title`} className="text-reading font-semibold">
              {title}
            </h2>
            {description && (
              <p id={`${id}-description`} className="text-label text-ink-muted mt-0.5">
                {description}
              </p>
            )}
          </div>
          <IconButton
            label={t('close')}
            icon={<X size={18} aria-hidden />}
            tip="none"
            onClick={close}
            className="-mt-1 -mr-2"
          />
        </header>
        {children}
      </div>
      <Toaster dialog={id} className="max-md:top-[calc(env(safe-area-inset-top)+0.5rem)]" />
    </dialog>
  )
}
