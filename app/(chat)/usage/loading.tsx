import { useTranslations } from 'next-intl'

import { FiguresSkeleton, PanelSkeleton, SettingsSkeleton } from '@/components/ui/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The shape of what somebody has used. */
export default function LoadingUsage() {
  const t = useTranslations('usage')
  return (
    <SettingsSkeleton title={t('title')}>
      <Skeleton className="coarse:h-11 h-8 w-60" />
      <FiguresSkeleton />
      <Skeleton className="-mb-4 h-16 w-40" />
      <PanelSkeleton hasAction>
        <Skeleton className="h-56" />
      </PanelSkeleton>
      <PanelSkeleton>
        <Skeleton className="h-32" />
      </PanelSkeleton>
    </SettingsSkeleton>
  )
}
