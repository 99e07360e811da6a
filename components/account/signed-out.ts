const storageKey = 'signed-out'

/** Tells the other tabs of this browser that nobody is signed in any more. */
export function tellSignedOut(): void {
  try {
    localStorage.setItem(storageKey, new Date().toISOString())
  } catch {
    // They find out when they next ask the server.
  }
}

/** Calls the listener when another tab of this browser signs out. */
export function onSignedOut(listener: () => void, options: AddEventListenerOptions): void {
  addEventListener('storage', ({ key }) => key === storageKey && listener(), options)
}
