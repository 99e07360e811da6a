import { useTranslations } from 'next-intl'

import { explain } from '@/components/api/explain'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'

/** The shape of what is on its way. */
export function LoadingContext() {
  const t = useTranslations('context')
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-7 w-full" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  )
}

/** Why it could not be loaded, and how to try again. */
export function LoadFailure({ failure, onRetry }: { failure: unknown; onRetry: () => void }) {
  const t = useTranslations('context')
  return (
    <div role="alert" className="bg-danger-soft text-danger text-body grid gap-2 rounded-md p-3.5">
      <p>{explain(failure)}</p>
      <Button onClick={onRetry} className="text-ink justify-self-start">
        {t('try_again')}
      </Button>
    </div>
  )
}
