import { request } from '@/components/api/request'
import { returnToDraft } from '@/components/chat/draft'
import { pause } from '@/components/chat/pause'
import { scheduleDraw } from '@/components/chat/schedule-draw'
import { ThreadChat, type ThreadSettings } from '@/components/chat/thread-chat'
import { getCatalogue } from '@/components/models/catalogue'
import { nameFromId } from '@/components/models/name-from-id'
import { threadList } from '@/components/threads/thread-list-store'

/** Under this name lies the draft of a thread that does not exist yet. */
export const newThreadDraft = 'new'

const chats = new Map<string, ThreadChat>()

/** The live side of a thread, the same one for as long as the tab is open. */
export function openThreadChat(
  threadId: string,
  { isStored, settings }: { isStored: boolean; settings: ThreadSettings },
): ThreadChat {
  const known = chats.get(threadId)
  if (known) return known
  const chat: ThreadChat = new ThreadChat({
    threadId,
    isStored,
    settings,
    request,
    nameOf: (id) => getCatalogue()?.data.find((model) => model.id === id)?.name ?? nameFromId(id),
    onActivity: () => void threadList.refresh(),
    onStored: () => {
      if (location.pathname === '/') history.pushState(null, '', `/t/${threadId}`)
    },
    onTextReturned: (text) =>
      returnToDraft(chat.getState().isStored ? threadId : newThreadDraft, text),
    pause,
    schedule: scheduleDraw,
  })
  // On the server there is no tab to keep it for.
  if (typeof window !== 'undefined') chats.set(threadId, chat)
  return chat
}
