import type { ServerProcess } from '../servers/server-process.ts'

/** What every section is given. */
export type Bench = {
  isQuick: boolean
  isProfiling: boolean
  upstream: ServerProcess
  /** A new, empty folder for data. */
  newDataDir(): string
  say(line: string): void
}
