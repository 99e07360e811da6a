import type { Actor } from '@/lib/core/access/actor'
import {
  mostFailures,
  type ImportProgress,
  type ImportResult,
} from '@/lib/core/transfer/import-result'
import { ThreadDamage } from '@/lib/core/transfer/thread-damage'
import type { Services } from '@/lib/server/services'
import { deriveId } from '@/lib/server/transfer/import-ids'
import { openImportSource, type ImportSource } from '@/lib/server/transfer/import-source'
import { invalidImport, readRecords } from '@/lib/server/transfer/read-records'
import { RecordCursor } from '@/lib/server/transfer/record-cursor'
import { storeThread } from '@/lib/server/transfer/store-thread'
import { surveyThread, type Plan } from '@/lib/server/transfer/survey-thread'
import type { Upload } from '@/lib/server/transfer/upload'

export type ImportOptions = {
  upload: Upload
  /** Aborted when nobody waits for the result any more: no further thread is begun. */
  signal: AbortSignal
  onProgress?(progress: ImportProgress): void
}

/**
 * Stores the threads of an export, ours or ChatGPT's, for the actor. The file is read twice: first all of it is checked, so
 * that one that is no export changes nothing; then each thread that is whole and not there yet is stored, all of it or
 * nothing. Throws `invalid_import`, `import_too_large`.
 */
export async function importThreads(
  services: Services,
  actor: Actor,
  options: ImportOptions,
): Promise<ImportResult> {
  const source = await openImportSource(options.upload, services.env.MAX_IMPORT_BYTES)
  const run = new ImportRun(services, actor, source, options)
  const plans = await run.survey()
  await run.store(plans)
  return run.result
}

/** Messages stored, after which the embedded database counts anew what it plans by; then when they have doubled. */
const firstCount = 2000

class ImportRun {
  readonly result: ImportResult = {
    threads: { imported: 0, skipped: 0, failed: 0 },
    messages: 0,
    failures: [],
  }
  readonly #services: Services
  readonly #actor: Actor
  readonly #source: ImportSource
  readonly #options: ImportOptions
  #bytesRead = 0
  #countsAt = firstCount

  constructor(services: Services, actor: Actor, source: ImportSource, options: ImportOptions) {
    this.#services = services
    this.#actor = actor
    this.#source = source
    this.#options = options
  }

  /** What is to be done with each thread of the file; null for one that is damaged. */
  async survey(): Promise<(Plan | null)[]> {
    const plans: (Plan | null)[] = []
    await this.#eachThread(async (cursor, index) => {
      const { title } = cursor
      plans.push(
        await surveyThread(this.#services, this.#actor, cursor).catch((error: unknown) =>
          this.#fail(error, { index, title }),
        ),
      )
    })
    return plans
  }

  async store(plans: readonly (Plan | null)[]): Promise<void> {
    const { threads } = this.result
    await this.#eachThread(async (cursor, index) => {
      const plan = plans[index]
      if (plan === 'store' || plan === 'store-renamed') {
        return this.#storeOne(cursor, index, plan)
      }
      if (plan === 'exists') threads.skipped++
      cursor.take()
    })
  }

  async #storeOne(cursor: RecordCursor, index: number, plan: Plan) {
    const { title } = cursor
    try {
      const stored = await storeThread(this.#services, this.#actor, {
        cursor,
        isRenamed: plan === 'store-renamed',
      })
      if (!stored) {
        this.result.threads.skipped++
        return
      }
      this.result.threads.imported++
      this.result.messages += stored.last_sequence
      this.#services.bus.publish('thread-changed', stored.id)
      await this.#analyze()
    } catch (error) {
      this.#fail(error, { index, title })
    }
  }

  /** A plan that was made when a table was nearly empty reads all of it for every question. */
  async #analyze() {
    if (this.result.messages < this.#countsAt) return
    this.#countsAt = this.result.messages * 2
    await this.#services.database.analyze()
  }

  async #eachThread(visit: (cursor: RecordCursor, index: number) => Promise<void>) {
    const cursor = new RecordCursor(this.#records())
    try {
      for (let index = 0; !this.#options.signal.aborted && (await cursor.hasNext()); index++) {
        if (!cursor.isAtThread) throw invalidImport('The file does not begin with a thread.')
        await visit(cursor, index)
        await cursor.skipThread()
        this.#tell()
      }
    } finally {
      await cursor.close()
    }
  }

  async *#records(): AsyncGenerator<unknown[]> {
    const defaultModel = this.#services.models.defaultId()
    for (const document of this.#source.documents) {
      yield* readRecords(this.#counted(await document.read()), {
        deriveId: (name) => deriveId(this.#actor, name),
        defaultModel,
      })
    }
  }

  async *#counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      yield chunk
      this.#bytesRead += chunk.length
      this.#tell()
    }
  }

  #fail(error: unknown, { index, title }: { index: number; title: string | null }): null {
    if (!(error instanceof ThreadDamage)) throw error
    const { failures, threads } = this.result
    threads.failed++
    if (failures.length < mostFailures) {
      failures.push({ index, title, code: error.code, message: error.message })
    }
    return null
  }

  #tell() {
    const { threads, messages } = this.result
    this.#options.onProgress?.({
      threads: threads.imported + threads.skipped + threads.failed,
      messages,
      bytes_read: this.#bytesRead,
      bytes_total: this.#source.size * 2,
    })
  }
}
