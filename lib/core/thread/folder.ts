import { z } from 'zod'

import { storableText } from '@/lib/core/thread/text'

/** How many folders a person may have in a workspace. */
export const mostFolders = 200

export const folderSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  position: z.number().int().describe('Its place among the others, the first being 1'),
  created_at: z.iso.datetime(),
})
export type Folder = z.infer<typeof folderSchema>

export const folderListSchema = z.object({ data: z.array(folderSchema) })
export type FolderList = z.infer<typeof folderListSchema>

const name = storableText(100).refine((text) => text.trim() !== '', {
  message: 'must not be empty',
})

/** `POST /api/folders` */
export const createFolderSchema = z.object({ name })
export type CreateFolder = z.infer<typeof createFolderSchema>

/** `PATCH /api/folders/{id}` */
export const patchFolderSchema = z
  .object({ name: name.optional(), position: z.number().int().min(1).max(mostFolders).optional() })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    message: 'give at least one field to change',
  })
export type PatchFolder = z.infer<typeof patchFolderSchema>
