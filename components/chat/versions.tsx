'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useMessageActions } from '@/components/chat/message-actions'
import { IconButton } from '@/components/ui/icon-button'

/** Which version of a message this is, and the way to the others. */
export default function Versions({
  id,
  versions,
}: {
  id: string | null
  versions: readonly (string | null)[]
}) {
  const t = useTranslations('chat.versions')
  const { choose, isSwitching } = useMessageActions()
  if (versions.length < 2) return null
  const index = versions.indexOf(id)
  const step = (target: string | null | undefined) => ({
    size: 'small' as const,
    tip: 'none' as const,
    disabled: isSwitching || id === null || target === null || target === undefined,
    onClick: () => target && choose(target),
    'data-needs-script': true,
  })
  return (
    <span role="group" aria-label={t('label')} className="flex items-center">
      <IconButton
        label={t('previous')}
        icon={<ChevronLeft size={16} aria-hidden />}
        data-version-step="previous"
        {...step(versions[index - 1])}
      />
      <span className="text-label text-ink-muted tabular-nums">
        <span className="sr-only">{t('place', { place: index + 1, count: versions.length })}</span>
        <span aria-hidden>
          {index + 1}/{versions.length}
        </span>
      </span>
      <IconButton
        label={t('next')}
        icon={<ChevronRight size={16} aria-hidden />}
        data-version-step="next"
        {...step(versions[index + 1])}
      />
    </span>
  )
}
