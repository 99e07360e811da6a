import type { CDPSession, Page } from '@playwright/test'

/** What the page notes about itself, in its own milliseconds. */
export type Notes = {
  longTasks: { start: number; duration: number }[]
  /** From each press of a key until the page had drawn what came of it. */
  keys: { start: number; duration: number }[]
}

type WatchedPage = Window & { skeinNotes?: Notes }

/** Runs in the page, before its own scripts. */
function takeNotes() {
  const notes: Notes = { longTasks: [], keys: [] }
  ;(window as WatchedPage).skeinNotes = notes
  new PerformanceObserver((list) => {
    for (const { startTime: start, duration } of list.getEntries()) {
      notes.longTasks.push({ start, duration })
    }
  }).observe({ type: 'longtask', buffered: true })

  let pressedAt = 0
  addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true })
  addEventListener('input', () => {
    const start = pressedAt
    requestAnimationFrame(() => {
      // The frame is drawn before this message is read.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => notes.keys.push({ start, duration: performance.now() - start })
      port2.postMessage(null)
    })
  })
}

export const watchPage = (page: Page): Promise<unknown> => page.addInitScript(takeNotes)

export const readNotes = (page: Page): Promise<Notes> =>
  page.evaluate(() => (window as WatchedPage).skeinNotes!)

export const pageTime = (page: Page): Promise<number> => page.evaluate(() => performance.now())

export type Heap = { bytes: number; nodes: number }

/** What is in use after a forced garbage collection. */
export async function readHeap(session: CDPSession): Promise<Heap> {
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { metrics } = await session.send('Performance.getMetrics')
  const nodes = metrics.find(({ name }) => name === 'Nodes')?.value ?? Number.NaN
  return { bytes: usedSize, nodes }
}
