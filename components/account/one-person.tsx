'use client'

import { useEffect, useState, type ReactNode } from 'react'

const storageKey = 'person'
let seen: string | null = null

/**
 * Keeps what the page remembers between its parts from one person, or of one workspace, from being shown to the next one in the
 * same browser: for somebody else it begins anew.
 */
export function OnePerson({ id, children }: { id: string; children: ReactNode }) {
  const [isAnother] = useState(() => {
    // Before anything below reads what is kept in the tab.
    if (typeof window !== 'undefined') forgetOthers(id)
    return seen !== null && seen !== id
  })

  useEffect(() => {
    if (isAnother) location.reload()
    else seen = id
  }, [id, isAnother])

  return isAnother ? null : children
}

/** Forgets what a person wrote in this browser and did not send, or sent without the server having taken it. */
export function forgetWritten() {
  for (const name of Object.keys(localStorage)) {
    if (/^(draft|outbox)/.test(name)) localStorage.removeItem(name)
  }
}

/** Drafts and what waits to be sent are kept in the browser, and outlive the page. */
function forgetOthers(id: string) {
  try {
    const before = localStorage.getItem(storageKey)
    if (before === id) return
    sessionStorage.clear()
    forgetWritten()
    localStorage.setItem(storageKey, id)
    // What another app shared and nobody took (`public/sw.js`); there are caches on https and localhost only.
    void globalThis.caches?.delete('skein-shared')
  } catch {
    // Without leave to store anything there is nothing to forget.
  }
}
