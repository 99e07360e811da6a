/** Has something open while somebody can see the tab. `open` returns how to close it, and so does this. */
export function whileVisible(open: () => () => void): () => void {
  let close: (() => void) | null = null
  const end = () => {
    close?.()
    close = null
  }
  const adjust = () => {
    if (document.visibilityState === 'visible') close ??= open()
    else end()
  }
  document.addEventListener('visibilitychange', adjust)
  adjust()
  return () => {
    document.removeEventListener('visibilitychange', adjust)
    end()
  }
}
