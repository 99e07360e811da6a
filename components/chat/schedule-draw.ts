const intervalMs = 50
/** Of the time, at most this share goes into drawing what streams; the rest is for whoever writes. */
const share = 1 / 4

let nextAt = 0

/**
 * Runs a callback with a frame, at once when the page has been quiet: else at least 50 ms after the last one, and later where
 * drawing takes long.
 */
export function scheduleDraw(draw: () => void): void {
  const wait = Math.max(0, nextAt - performance.now())
  const inFrame = () =>
    requestAnimationFrame(() => {
      const startedAt = performance.now()
      nextAt = startedAt + intervalMs
      draw()
      // Read when the frame has been laid out and painted.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const tookMs = performance.now() - startedAt
        nextAt = startedAt + Math.max(intervalMs, tookMs / share)
      }
      port2.postMessage(null)
    })
  if (wait === 0) inFrame()
  else setTimeout(inFrame, wait)
}
