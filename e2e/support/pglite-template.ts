import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file of a database with tables, which the first test that wants one writes (see test-database.ts). */
    pgliteTemplate: string
  }
}

/** Vitest's global set-up: where the tests of this run find the embedded database that they begin with. */
export default function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skein-pglite-'))
  project.provide('pgliteTemplate', path.join(folder, 'template.tar'))
  return () => rmSync(folder, { recursive: true, force: true })
}
