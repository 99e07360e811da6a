'use client'

import { Globe, Users } from 'lucide-react'

import type { Visibility } from '@/components/sharing/share-state'
import { IconButton } from '@/components/ui/icon-button'

/** Says that others can read a thread, and leads to where that is changed. Nothing for a private one. */
export function ShareButton({
  visibility,
  onOpen,
}: {
  visibility: Visibility
  onOpen: () => void
}) {
  if (visibility === 'private') return null
  const isPublic = visibility === 'public'
  return (
    <IconButton
      label={isPublic ? 'Anyone with the link can read this' : 'The workspace can read this'}
      tip="left"
      icon={isPublic ? <Globe size={17} aria-hidden /> : <Users size={17} aria-hidden />}
      aria-haspopup="dialog"
      onClick={onOpen}
      data-needs-script
    />
  )
}
