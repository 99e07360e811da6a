/** Saves a text as a file of the one who reads. */
export function downloadText(text: string, name: string, type = 'text/plain'): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Safari begins to read only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
