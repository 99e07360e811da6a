'use client'

import { useState } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Takes a key back, after asking. */
export function RevokeKey({ id, name }: { id: string; name: string }) {
  const { send } = useSend()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button aria-label={`Revoke ${name}`} onClick={() => setAsking(true)} data-needs-script>
        Revoke
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Revoke “${name}”?`}
          action="Revoke the key"
          onConfirm={() => send(`/api/keys/${id}`, { method: 'DELETE' })}
          onClose={() => setAsking(false)}
        >
          <p>Whatever uses it is refused from now on. It cannot be taken back.</p>
        </ConfirmDialog>
      )}
    </>
  )
}
