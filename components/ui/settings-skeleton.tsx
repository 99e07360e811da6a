import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { LoadingNote } from '@/components/ui/loading-note'
import { SettingsPage } from '@/components/ui/settings-page'
import { Skeleton } from '@/components/ui/skeleton'

/** A `SettingsPage` on its way: its head, and the shapes of its parts. */
export function SettingsSkeleton({ title, children }: { title: string; children: ReactNode }) {
  return (
    <SettingsPage title={title}>
      <LoadingNote />
      {children}
    </SettingsPage>
  )
}

/** The shape of three figures. */
export function FiguresSkeleton() {
  return (
    <div className="grid grid-cols-3 gap-2">
      {[1, 2, 3].map((figure) => (
        <Skeleton key={figure} className="h-[4.25rem] sm:h-[4.6rem]" />
      ))}
    </div>
  )
}

/** The shape of a `Panel` with a `RowList`. */
export function ListSkeleton({ hasAction }: { hasAction?: boolean }) {
  return (
    <PanelSkeleton hasLead hasAction={hasAction}>
      <RowsSkeleton />
    </PanelSkeleton>
  )
}

function RowsSkeleton() {
  return (
    <div className="border-line divide-line divide-y rounded-md border">
      {[1, 2, 3].map((row) => (
        <div key={row} className="grid h-16 content-center gap-2 px-3.5">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-3 w-3/5" />
        </div>
      ))}
    </div>
  )
}

/** The shape of a `TextField`. */
export function FieldSkeleton() {
  return (
    <div className="max-w-md">
      <Skeleton className="mb-2 h-4 w-24" />
      <Skeleton className="mb-6 h-11" />
    </div>
  )
}

/** The shape of a `Panel` whose parts have other shapes. */
export function PanelSkeleton({
  hasLead,
  hasAction,
  children,
}: {
  hasLead?: boolean
  hasAction?: boolean
  children: ReactNode
}) {
  return (
    <div className="grid gap-3">
      <div
        className={clsx(
          'text-reading flex items-center',
          hasAction ? 'coarse:h-11 h-9' : 'h-[1lh]',
        )}
      >
        <Skeleton className="h-5 w-40" />
        {hasAction && <Skeleton className="coarse:h-11 ml-auto h-9 w-28" />}
      </div>
      {hasLead && <Skeleton className="my-1 h-4 w-3/5" />}
      {children}
    </div>
  )
}
