import { LoadingNote } from '@/components/ui/loading-note'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'

const widths = ['w-2/5', 'w-1/2', 'w-1/3', 'w-3/5', 'w-2/5', 'w-1/2']

/** The shape of a page of threads, perhaps with what can be done with each. */
export function ThreadsSkeleton({ title, hasActions }: { title: string; hasActions?: boolean }) {
  return (
    <div className="flex h-full min-w-0 flex-col">
      <PageHeader title={title} />
      <LoadingNote />
      <div className="min-h-0 flex-1 overflow-hidden px-4 pb-8 sm:px-6">
        <div className="max-w-column mx-auto grid gap-4">
          {hasActions && <Skeleton className="coarse:h-11 h-9 w-24 justify-self-end" />}
          <div className="grid gap-1">
            {widths.map((width, row) => (
              <div key={row} className="flex items-center gap-2">
                <div className="grid h-14 min-w-0 flex-1 content-center gap-2">
                  <Skeleton className={`h-4 ${width}`} />
                  <Skeleton className="h-3 w-4/5" />
                </div>
                {hasActions && (
                  <>
                    <Skeleton className="coarse:h-11 h-9 w-11 sm:w-32" />
                    <Skeleton className="coarse:size-11 size-9" />
                  </>
                )}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}
