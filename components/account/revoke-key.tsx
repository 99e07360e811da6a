'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Takes a key back, after asking. */
export function RevokeKey({ id, name }: { id: string; name: string }) {
  const t = useTranslations('account.keys')
  const { send } = useSend()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button
        aria-label={t('revoke_one', { name })}
        onClick={() => setAsking(true)}
        data-needs-script
      >
        {t('revoke')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('revoke_sure', { name })}
          action={t('revoke_now')}
          onConfirm={() => send(`/api/keys/${id}`, { method: 'DELETE' })}
          onClose={() => setAsking(false)}
        >
          <p>{t('revoke_consequence')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
