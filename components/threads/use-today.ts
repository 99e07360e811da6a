'use client'

import { useSyncExternalStore } from 'react'

import { dayIn, type Day } from '@/components/threads/group-by-day'
import { timeZoneCookie } from '@/components/threads/time-zone'
import { soon } from '@/components/ui/lazy-soon'

const checkMs = 60_000
const yearInSeconds = 31_536_000

/** Asking for it takes tens of milliseconds, which a page that begins does not have. */
let known: string | null = null

function subscribe(listener: () => void) {
  const check = () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    document.cookie = `${timeZoneCookie}=${timeZone}; path=/; max-age=${yearInSeconds}; samesite=lax`
    known = `${timeZone} ${dayIn(timeZone, new Date())}`
    listener()
  }
  soon(async () => check())
  const timer = setInterval(check, checkMs)
  document.addEventListener('visibilitychange', check)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', check)
  }
}

/**
 * The current day in the browser's time zone. The server's guess is shown until the page has come to rest; a cookie makes
 * the next guess right.
 */
export function useToday(guess: Day): Day {
  const guessed = `${guess.timeZone} ${guess.today}`
  const key = useSyncExternalStore(
    subscribe,
    () => known ?? guessed,
    () => guessed,
  )
  const [timeZone = guess.timeZone, today = guess.today] = key.split(' ')
  return { timeZone, today }
}
