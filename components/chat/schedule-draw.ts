const intervalMs = 50
let lastAt = -intervalMs

/** Runs a callback with the next frame that is at least 50 ms after the last one; at once when the page has been quiet. */
export function scheduleDraw(draw: () => void): void {
  const wait = Math.max(0, lastAt + intervalMs - performance.now())
  const inFrame = () =>
    requestAnimationFrame(() => {
      lastAt = performance.now()
      draw()
    })
  if (wait === 0) inFrame()
  else setTimeout(inFrame, wait)
}
