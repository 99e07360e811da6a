'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'

import { goToPlace } from '@/components/chat/go-to-place'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { fieldClass } from '@/components/ui/field-class'

/** Asks for a day and goes to its first message, or to the first one after it. */
export default function DateDialog({
  threadId,
  onClose,
}: {
  threadId: string
  onClose: () => void
}) {
  const t = useTranslations('threads.date')
  const router = useRouter()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const day = new FormData(event.currentTarget).get('day')
    if (typeof day !== 'string' || day === '') return
    goToPlace(`/t/${threadId}?date=${day}`, router.push)
    onClose()
  }

  return (
    <Dialog
      title={t('title')}
      description={t('description')}
      onClose={onClose}
      className="sm:max-w-sm!"
    >
      <form onSubmit={submit} className="grid gap-4 px-5 pb-5">
        <label className="text-label grid gap-1.5 font-medium">
          {t('day')}
          <input name="day" type="date" required data-autofocus className={fieldClass()} />
        </label>
        <Button look="primary" type="submit" className="justify-self-end">
          {t('show')}
        </Button>
      </form>
    </Dialog>
  )
}
