/** Has the browser save a thread as a file. */
export function downloadThread(id: string, format: 'json' | 'markdown'): void {
  download(`/api/threads/${id}/export?format=${format}`)
}

/** Has the browser save several threads as one file. */
export const downloadThreads = (ids: readonly string[]): void =>
  download(`/api/export?ids=${ids.join(',')}`)

function download(address: string) {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
