import { useTranslations } from 'next-intl'

import { PanelSkeleton, SettingsSkeleton } from '@/components/ui/settings-skeleton'
import { Skeleton } from '@/components/ui/skeleton'

/** The shape of somebody’s prompts. */
export default function LoadingPrompts() {
  const t = useTranslations('prompts')
  return (
    <SettingsSkeleton title={t('title')}>
      <PanelSkeleton hasLead>
        <Skeleton className="h-48" />
      </PanelSkeleton>
    </SettingsSkeleton>
  )
}
