import { changeDraftFiles, noFiles } from '@/components/attachments/draft-files'
import { saveAsked, saveDraft } from '@/components/chat/draft'

/** Forgets what was begun to be written in threads that are gone. */
export function forgetDrafts(threadIds: readonly string[]): void {
  for (const id of threadIds) {
    saveDraft(id, '')
    saveAsked(id, [])
    changeDraftFiles(id, () => noFiles)
  }
}
