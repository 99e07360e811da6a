import { monitorEventLoopDelay } from 'node:perf_hooks'

const shortestMs = 20
const longestMs = 200
/** With this many streams at once the window is at its longest. */
const manyStreams = 40
const calmDelayMs = 3
const busyDelayMs = 25

const resolutionMs = 10
const sampleEveryMs = 250

function position(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}

/** How long deltas are held: short while the machine is idle, long under many streams or delay. */
export function chooseWindowMs(load: { activeStreams: number; eventLoopDelayMs: number }): number {
  const share = Math.max(
    position(load.activeStreams, 1, manyStreams),
    position(load.eventLoopDelayMs, calmDelayMs, busyDelayMs),
  )
  return Math.round(shortestMs + share * (longestMs - shortestMs))
}

export type MergeWindow = { windowMs(): number; onStreamOpen(): () => void }

/** Watches the load while streams are open; without any it costs nothing. */
export function createMergeWindow(): MergeWindow {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  let activeStreams = 0
  let eventLoopDelayMs = 0
  let sampledAt = 0

  function sample() {
    const now = performance.now()
    if (now - sampledAt < sampleEveryMs) return
    sampledAt = now
    // The histogram counts the whole interval of its timer. Without a sample its mean is NaN.
    if (delay.count > 0) eventLoopDelayMs = Math.max(0, delay.mean / 1e6 - resolutionMs)
    delay.reset()
  }

  return {
    windowMs() {
      sample()
      return chooseWindowMs({ activeStreams, eventLoopDelayMs })
    },
    onStreamOpen() {
      if (activeStreams++ === 0) delay.enable()
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        if (--activeStreams > 0) return
        delay.disable()
        delay.reset()
        eventLoopDelayMs = 0
      }
    },
  }
}
