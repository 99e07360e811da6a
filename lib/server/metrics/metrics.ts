import { Counter, Gauge, Registry } from 'prom-client'

import type { Services } from '@/lib/server/services'

/** What this process tells Prometheus. Values are read when they are asked for. */
export function createMetrics({ jobs, engine }: Pick<Services, 'jobs' | 'engine'>): Registry {
  const registry = new Registry()
  const registers = [registry]

  new Gauge({
    name: 'skein_jobs',
    help: 'Background jobs by queue and state; finished ones are kept for a week',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      for (const { queue, ...states } of await jobs.counts()) {
        for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count)
      }
    },
  })
  new Counter({
    name: 'skein_job_runs_total',
    help: 'Runs of background jobs that ended in this process, by queue and outcome',
    labelNames: ['queue', 'outcome'],
    registers,
    collect() {
      this.reset()
      for (const [key, count] of jobs.ended) {
        const [queue = '', outcome = ''] = key.split(' ')
        this.inc({ queue, outcome }, count)
      }
    },
  })
  new Gauge({
    name: 'skein_turns_running',
    help: 'Turns that run in this process',
    registers,
    collect() {
      this.set(engine.runningTurns)
    },
  })
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of this process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  return registry
}
