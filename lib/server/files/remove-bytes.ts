import { thumbnailKey } from '@/lib/server/files/thumbnail-key'
import type { Services } from '@/lib/server/services'

/** Removes what is stored of files whose rows are gone. */
export async function removeBytes(
  { files }: Pick<Services, 'files'>,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    await files.remove(id)
    await files.remove(thumbnailKey(id))
  }
}
