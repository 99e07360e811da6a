'use client'

import { useTranslations } from 'next-intl'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'

export type DeleteMessageDialogProps = {
  hasVersions: boolean
  onConfirm: () => Promise<string | null>
  onClose: () => void
}

/** Asks before a message is deleted. */
export default function DeleteMessageDialog({
  hasVersions,
  onConfirm,
  onClose,
}: DeleteMessageDialogProps) {
  const t = useTranslations('chat.delete')
  return (
    <ConfirmDialog title={t('title')} action={t('action')} {...{ onConfirm, onClose }}>
      <p>{t(hasVersions ? 'version' : 'text')}</p>
    </ConfirmDialog>
  )
}
