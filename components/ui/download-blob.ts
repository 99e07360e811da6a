/** Saves bytes as a file of the one who reads. */
export function downloadBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Safari begins to read only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
