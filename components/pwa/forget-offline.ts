/** Takes away what the service worker kept on this device, and the worker with it. Never rejects. */
export async function forgetOffline(): Promise<void> {
  try {
    const workers = await navigator.serviceWorker?.getRegistrations()
    await Promise.all((workers ?? []).map((worker) => worker.unregister()))
    const names = await caches.keys()
    await Promise.all(names.map((name) => caches.delete(name)))
  } catch {
    // Without leave to keep anything there is nothing to forget.
  }
}
