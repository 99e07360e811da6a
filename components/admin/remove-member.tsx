'use client'

import { useState } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Puts a member out of the workspace, after asking. */
export function RemoveMember({ id, name }: { id: string; name: string }) {
  const { send } = useSend()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button aria-label={`Remove ${name}`} onClick={() => setAsking(true)} data-needs-script>
        Remove
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Remove ${name}?`}
          action="Remove"
          onConfirm={() => send(`/api/members/${id}`, { method: 'DELETE' })}
          onClose={() => setAsking(false)}
        >
          <p>They are signed out of this workspace, and their keys to it are revoked.</p>
          <p>Their threads are kept, and are theirs again when they are invited again.</p>
        </ConfirmDialog>
      )}
    </>
  )
}
