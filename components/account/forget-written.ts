/** Forgets what a person wrote in this browser and did not send, or sent without the server having taken it. */
export function forgetWritten(): void {
  for (const name of Object.keys(localStorage)) {
    if (/^(draft|outbox)/.test(name)) localStorage.removeItem(name)
  }
}
