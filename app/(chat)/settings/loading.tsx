import { useTranslations } from 'next-intl'

import { PanelSkeleton, SettingsSkeleton } from '@/components/ui/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The shape of the settings. */
export default function LoadingSettings() {
  const t = useTranslations('settings')
  return (
    <SettingsSkeleton title={t('title')}>
      <Skeleton className="coarse:h-11 -mb-4 h-8 w-4/5" />
      <PanelSkeleton>
        <Skeleton className="h-11 w-full max-w-[28rem]" />
        <Skeleton className="coarse:h-11 h-9 w-16" />
      </PanelSkeleton>
      <PanelSkeleton hasLead>
        <Skeleton className="coarse:h-11 h-9 w-24 rounded-full!" />
      </PanelSkeleton>
      <PanelSkeleton hasLead>
        {['w-64', 'w-56', 'w-48'].map((width) => (
          <Skeleton key={width} className={`h-16 ${width}`} />
        ))}
      </PanelSkeleton>
    </SettingsSkeleton>
  )
}
