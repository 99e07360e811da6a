import { z } from 'zod'

const count = z.number().int()

/** How many failures of an import are told one by one. */
export const mostFailures = 100

export const importFailureSchema = z.object({
  index: count.describe('Which thread of the file, the first being 0'),
  title: z.string().nullable(),
  code: z.enum(['invalid_record', 'incomplete', 'ids_taken', 'too_large', 'being_imported']),
  message: z.string(),
})
export type ImportFailure = z.infer<typeof importFailureSchema>

export const importResultSchema = z.object({
  threads: z.object({
    imported: count,
    skipped: count.describe('Were there already'),
    failed: count,
  }),
  messages: count.describe('Messages of the imported threads'),
  failures: z.array(importFailureSchema).describe(`The first ${mostFailures} threads that failed`),
})
export type ImportResult = z.infer<typeof importResultSchema>

/** How far an import has come. The file is read twice: to check it, then to store it. */
export const importProgressSchema = z.object({
  threads: count.describe('Threads dealt with'),
  messages: count.describe('Messages stored'),
  bytes_read: count,
  bytes_total: count.describe('Of both readings'),
})
export type ImportProgress = z.infer<typeof importProgressSchema>
