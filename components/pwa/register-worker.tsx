'use client'

import { useEffect } from 'react'

/** Lets the browser install the page as an app, and say calmly that there is no connection. */
export function RegisterWorker() {
  useEffect(() => {
    // A development build's files change without their names.
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    const register = () =>
      void navigator.serviceWorker
        .register('/sw.js', { updateViaCache: 'none' })
        .catch(() => undefined)
    if (document.readyState === 'complete') return register()
    addEventListener('load', register, { once: true })
    return () => removeEventListener('load', register)
  }, [])
  return null
}
