import { fork } from 'node:child_process'
import path from 'node:path'
import type { LoadPlan, LoadResult } from './load.ts'

/** Runs a plan in a process of its own, so that its reading takes no time from what is measured. */
export function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const child = fork(path.join(import.meta.dirname, 'generator.ts'))
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}.`)))
    child.send(plan)
  })
}
