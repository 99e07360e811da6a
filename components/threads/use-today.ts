'use client'

import { useEffect, useSyncExternalStore } from 'react'

import { dayIn } from '@/components/threads/group-by-day'
import { timeZoneCookie } from '@/components/threads/time-zone'

export type Today = { timeZone: string; today: string }

const checkMs = 60_000
const yearInSeconds = 31_536_000

const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function subscribe(listener: () => void) {
  const timer = setInterval(listener, checkMs)
  document.addEventListener('visibilitychange', listener)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', listener)
  }
}

/**
 * The current day in the browser's time zone. The server's guess is shown until the page runs; a cookie makes the next
 * guess right.
 */
export function useToday(guess: Today): Today {
  const key = useSyncExternalStore(
    subscribe,
    () => `${localZone()} ${dayIn(localZone(), new Date())}`,
    () => `${guess.timeZone} ${guess.today}`,
  )
  const [timeZone = guess.timeZone, today = guess.today] = key.split(' ')
  useEffect(() => {
    document.cookie = `${timeZoneCookie}=${localZone()}; path=/; max-age=${yearInSeconds}; samesite=lax`
  }, [])
  return { timeZone, today }
}
