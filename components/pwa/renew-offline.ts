/** Has the page for when there is no connection fetched again, once its language or look has changed. */
export const renewOffline = (): void =>
  navigator.serviceWorker?.controller?.postMessage('renew-shell')
