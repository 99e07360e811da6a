/** Has the browser save a thread as a file. */
export function downloadThread(id: string, format: 'json' | 'markdown'): void {
  const link = document.createElement('a')
  link.href = `/api/threads/${id}/export?format=${format}`
  link.download = ''
  link.click()
}
