import { useState, type FormEvent } from 'react'

/** Holds a form back that is submitted without a connection, so that what was typed in stays; says whether it did. */
export function useOffline() {
  const [isOffline, setOffline] = useState(false)
  const holdBack = (event: FormEvent) => {
    setOffline(!navigator.onLine)
    if (!navigator.onLine) event.preventDefault()
  }
  return { isOffline, holdBack }
}
