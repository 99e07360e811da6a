import { useTranslations } from 'next-intl'

import { PanelSkeleton, SettingsSkeleton } from '@/components/ui/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The shape of what somebody has used. */
export default function LoadingUsage() {
  const t = useTranslations('usage')
  return (
    <SettingsSkeleton title={t('title')}>
      <Skeleton className="coarse:h-11 h-8 w-60" />
      <div className="grid grid-cols-3 gap-2">
        {['answers', 'tokens', 'cost'].map((figure) => (
          <Skeleton key={figure} className="h-[4.25rem] sm:h-[4.6rem]" />
        ))}
      </div>
      <PanelSkeleton>
        <Skeleton className="h-16 w-40" />
        <Skeleton className="h-56" />
      </PanelSkeleton>
      <PanelSkeleton>
        <Skeleton className="h-32" />
      </PanelSkeleton>
    </SettingsSkeleton>
  )
}
