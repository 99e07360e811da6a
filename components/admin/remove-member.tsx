'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Puts a member out of the workspace, after asking. */
export function RemoveMember({ id, name }: { id: string; name: string }) {
  const t = useTranslations('admin.members')
  const { send } = useSend()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button
        aria-label={t('remove_one', { name })}
        onClick={() => setAsking(true)}
        data-needs-script
      >
        {t('remove')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('remove_sure', { name })}
          action={t('remove')}
          onConfirm={() => send(`/api/members/${id}`, { method: 'DELETE' })}
          onClose={() => setAsking(false)}
        >
          <p>{t('remove_keys')}</p>
          <p>{t('remove_threads')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
