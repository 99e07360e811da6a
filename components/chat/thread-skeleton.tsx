import { useTranslations } from 'next-intl'

import { Skeleton } from '@/components/ui/skeleton'

/** The shape of a thread. */
export function ThreadSkeleton() {
  const t = useTranslations('pages')
  return (
    <div role="status" className="flex h-full flex-col">
      <h1 className="sr-only">{t('loading_thread')}</h1>
      <div className="flex h-14 shrink-0 items-center px-6">
        <Skeleton className="h-4 w-40 max-md:ml-8" />
      </div>
      <div className="max-w-column mx-auto flex w-full flex-1 flex-col justify-end gap-7 overflow-hidden px-4 pb-10 sm:px-6">
        <Skeleton className="h-11 w-2/5 self-end rounded-lg!" />
        <AnswerShape lines={['w-full', 'w-11/12', 'w-4/5']} />
        <Skeleton className="h-11 w-1/2 self-end rounded-lg!" />
        <AnswerShape lines={['w-full', 'w-full', 'w-11/12', 'w-3/5']} />
      </div>
      <div className="shrink-0 px-3 pb-3 sm:px-6 sm:pb-5">
        <div className="max-w-column border-line bg-surface mx-auto h-[6.25rem] rounded-lg border" />
      </div>
    </div>
  )
}

function AnswerShape({ lines }: { lines: string[] }) {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-3 w-24" />
      {lines.map((width, index) => (
        <Skeleton key={index} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}
