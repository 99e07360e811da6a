/** Goes to a message or a day of a thread, also when the page was opened there and somebody has scrolled away since. */
export function goToPlace(path: string, push: (path: string) => void): void {
  if (location.pathname + location.search !== path) push(path)
  // Whoever has the message on the page cancels it (`use-found-message.ts`); it may have been given up meanwhile.
  else if (dispatchEvent(new Event('found', { cancelable: true }))) location.reload()
}
