const intervalMs = 50
/** Of the time, at most this share goes into drawing what streams; the rest is for whoever writes. */
const share = 1 / 4

/** The frame that shows a key that was just pressed is left to it. */
const keyMs = 25

let nextAt = 0
let pressedAt = -Infinity

if (typeof window !== 'undefined') {
  addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true })
}

/**
 * Runs a callback with a frame, at once when the page has been quiet: else at least 50 ms after the last one, and later where
 * drawing takes long, or where somebody writes.
 */
export function scheduleDraw(draw: () => void): void {
  const wait = Math.max(0, nextAt - performance.now())
  const inFrame = (isLate = false) =>
    requestAnimationFrame(() => {
      const startedAt = performance.now()
      if (!isLate && startedAt - pressedAt < keyMs) return inFrame(true)
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
  else setTimeout(() => inFrame(), wait)
}
