import { z } from 'zod'

import { fileTypes } from '@/lib/core/file/file-types'
import { plainName } from '@/lib/core/thread/plain-name'
import { isStorableText } from '@/lib/core/thread/text'

/** `POST /api/files` and `GET /api/threads/…` where a message carries it. */
export const fileSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  media_type: z.enum(fileTypes).describe('As its content shows'),
  size: z.number().int().describe('Bytes, of what is kept'),
  width: z.number().int().nullable().describe('Of an image, in pixels'),
  height: z.number().int().nullable(),
  url: z.string().describe('For a `file` part of a message'),
  thumbnail_url: z.string().nullable(),
  created_at: z.iso.datetime(),
})
export type StoredFile = z.infer<typeof fileSchema>

/** `POST /api/files` */
export const createFileSchema = z.object({
  name: z
    .string()
    .max(1000)
    .refine(isStorableText, { message: 'must not contain null characters or lone surrogates' })
    .transform(plainName)
    .transform((name) => name.replace(/^.*[/\\]/, ''))
    .transform((name) => (name.replace(/[. ]/g, '') === '' ? 'file' : name))
    .default('file')
    .describe('What the file is called; folders in front of it do not count'),
})
