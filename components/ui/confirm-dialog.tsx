'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type ReactNode } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormNote } from '@/components/ui/form-note'
import { toastStore } from '@/components/ui/toast-store'

export type ConfirmDialogProps = {
  title: string
  children: ReactNode
  /** What the button says that does it. */
  action: string
  /** Does it; tells why when it did not work. */
  onConfirm: () => Promise<string | null>
  onClose: () => void
}

/** Asks before something is done that cannot be taken back. */
export function ConfirmDialog({ title, children, action, onConfirm, onClose }: ConfirmDialogProps) {
  const t = useTranslations('ui')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isClosed = useRef(false)
  useEffect(() => {
    isClosed.current = false
    return () => {
      isClosed.current = true
    }
  }, [])
  const confirm = async () => {
    setBusy(true)
    const reason = await onConfirm()
    if (isClosed.current) {
      if (reason !== null) toastStore.show({ message: reason })
      return
    }
    setBusy(false)
    if (reason === null) onClose()
    else setProblem(reason)
  }
  return (
    <Dialog title={title} onClose={onClose} className="sm:max-w-md!">
      <div className="overflow-y-auto px-5 pb-5">
        <FormNote message={problem} />
        <div className="text-body text-ink-muted grid gap-2">{children}</div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button look="danger" disabled={isBusy} onClick={() => void confirm()}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
