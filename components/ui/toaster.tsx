'use client'

import { useSyncExternalStore } from 'react'

import { lazySoon } from '@/components/ui/lazy-soon'
import { toastStore } from '@/components/ui/toast-store'

const ToastCard = lazySoon(() => import('@/components/ui/toast-card'))

/** The place where toasts appear: one on the page, and one in each dialog, since the page behind it is inert. */
export function Toaster({
  dialog,
  className = 'bottom-[calc(env(safe-area-inset-bottom)+8rem)]',
}: {
  dialog?: string
  className?: string
}) {
  const getToasts = () => toastStore.getState(dialog)
  const toasts = useSyncExternalStore(toastStore.subscribe, getToasts, getToasts)
  return (
    <div
      role="status"
      aria-live="polite"
      className={`pointer-events-none fixed inset-x-0 z-50 flex flex-col items-center gap-2 px-4 md:right-auto md:bottom-16 md:max-w-md md:items-start md:px-3 ${className}`}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
}
