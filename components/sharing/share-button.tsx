'use client'

import { Globe, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Visibility } from '@/components/sharing/share-state'
import { IconButton } from '@/components/ui/icon-button'

/** Says that others can read a thread, and leads to where that is changed. */
export default function ShareButton({
  visibility,
  onOpen,
}: {
  visibility: Exclude<Visibility, 'private'>
  onOpen: () => void
}) {
  const t = useTranslations('sharing.button')
  const isPublic = visibility === 'public'
  return (
    <IconButton
      label={t(isPublic ? 'public' : 'workspace')}
      tip="left"
      icon={isPublic ? <Globe size={17} aria-hidden /> : <Users size={17} aria-hidden />}
      aria-haspopup="dialog"
      onClick={onOpen}
      data-needs-script
    />
  )
}
