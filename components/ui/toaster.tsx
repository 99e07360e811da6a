'use client'

import { useSyncExternalStore } from 'react'

import { lazySoon } from '@/components/ui/lazy-soon'
import { toastStore, type Toast } from '@/components/ui/toast-store'

const ToastCard = lazySoon(() => import('@/components/ui/toast-card'))

const none: readonly Toast[] = []

/** The place where toasts appear. One on the page. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.getState, () => none)
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(env(safe-area-inset-bottom)+8rem)] z-50 flex flex-col items-center gap-2 px-4 md:right-auto md:bottom-16 md:max-w-md md:items-start md:px-3"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
}
