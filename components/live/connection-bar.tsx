'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, useSyncExternalStore } from 'react'

import { onSignedOut } from '@/components/account/signed-out'
import { isConnectionLost, watchConnection } from '@/components/live/live-events'

/** A connection that comes back at once is not worth a word. */
const graceMs = 2500

/** Says calmly when the page is cut off, and that what is sent is kept; leaves it when another tab signs out. */
export default function ConnectionBar() {
  const t = useTranslations('live')
  const isOffline = useSyncExternalStore(
    watchNetwork,
    () => !navigator.onLine,
    () => false,
  )
  const isLost = useSyncExternalStore(watchConnection, isConnectionLost, () => false)
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isLost) return
    const timer = setTimeout(() => setLong(true), graceMs)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [isLost])
  useEffect(() => {
    const leave = new AbortController()
    onSignedOut(() => location.replace('/sign-in'), leave)
    return () => leave.abort()
  }, [])
  const text = isOffline ? t('offline') : isLong ? t('reconnecting') : ''
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 top-[calc(env(safe-area-inset-top)+0.5rem)] z-40 grid justify-items-center"
    >
      {text !== '' && (
        <p className="bg-caution-soft text-caution border-line text-label shadow-raised rounded-full border px-4 py-1.5 text-center">
          {text}
        </p>
      )}
    </div>
  )
}

function watchNetwork(watcher: () => void): () => void {
  const leave = new AbortController()
  window.addEventListener('online', watcher, leave)
  window.addEventListener('offline', watcher, leave)
  return () => leave.abort()
}
