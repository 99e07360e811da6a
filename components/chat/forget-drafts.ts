import { changeDraftFiles, filesName, noFiles } from '@/components/attachments/draft-files'
import { askedKey, draftName, saveAsked, saveDraft } from '@/components/chat/draft'
import { readStored } from '@/components/chat/stored-draft'

/** Forgets what was begun to be written in threads that are gone. */
export function forgetDrafts(threadIds: readonly string[]): void {
  for (const id of threadIds) {
    // Whichever tab has stored it.
    for (const name of [draftName(id), draftName(askedKey(id)), filesName(id)]) readStored(name)
    saveDraft(id, '')
    saveAsked(id, [])
    changeDraftFiles(id, () => noFiles)
  }
}
