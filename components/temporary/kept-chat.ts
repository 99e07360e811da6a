import { onSignedOut } from '@/components/account/signed-out'
import { returnToDraft, saveDraft } from '@/components/chat/draft'
import type { TemporaryChat } from '@/components/temporary/temporary-chat'

let kept: TemporaryChat | null = null
let leave = new AbortController()

/** The temporary thread of this tab, if something was said in it. */
export const keptChat = (): TemporaryChat | null =>
  kept && kept.getState().turns.length > 0 ? kept : null

/** Keeps a temporary thread in the memory of this tab, in place of the one before, until the page is left or somebody signs out. */
export function keepChat(chat: TemporaryChat): TemporaryChat {
  leave.abort()
  leave = new AbortController()
  const { signal } = leave
  kept = chat
  addEventListener('beforeunload', (event) => keptChat() && event.preventDefault(), { signal })
  // A browser may keep the whole page for the way back.
  addEventListener('pagehide', forgetKeptChat, { signal })
  // Before the page is left for it, so that nobody is asked.
  onSignedOut(forgetKeptChat, { signal, capture: true })
  return chat
}

/** Ends what runs in the temporary thread, and is as if nothing had been said or written in it. */
export function forgetKeptChat(): void {
  if (!kept) return
  kept.forget()
  saveDraft(null, '')
  // Tells the composer.
  returnToDraft(null, '')
}
