/** How the jobs of a queue are run and tried again. Times in seconds. */
type QueueSettings = {
  retryLimit: number
  /** Before the first retry; doubled with each one. */
  retryDelay: number
  retryDelayMax: number
  /** How many run at once in one process. */
  concurrency: number
}

/** Every kind of background job. */
export const jobQueues = {
  'write-title': { retryLimit: 4, retryDelay: 15, retryDelayMax: 900, concurrency: 2 },
  'write-summary': { retryLimit: 8, retryDelay: 30, retryDelayMax: 3600, concurrency: 2 },
  'refresh-catalogue': { retryLimit: 20, retryDelay: 15, retryDelayMax: 300, concurrency: 1 },
  'remove-files': { retryLimit: 3, retryDelay: 60, retryDelayMax: 600, concurrency: 1 },
  'recover-turns': { retryLimit: 3, retryDelay: 5, retryDelayMax: 60, concurrency: 1 },
} as const satisfies Record<string, QueueSettings>

export type JobName = keyof typeof jobQueues

export const jobNames = Object.keys(jobQueues) as JobName[]

/** A job that is silent for so long counts as dead and is tried again. */
export const heartbeatSeconds = 10
/** How long finished and failed jobs are kept, to be looked at. */
export const keepSeconds = 7 * 86_400
/** How long one run may take. */
export const expireSeconds = 900
