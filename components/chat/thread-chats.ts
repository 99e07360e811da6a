import { returnFiles } from '@/components/attachments/draft-files'
import { request } from '@/components/api/request'
import { returnToDraft } from '@/components/chat/draft'
import { pause } from '@/components/chat/pause'
import { scheduleDraw } from '@/components/chat/schedule-draw'
import {
  ThreadChat,
  type ThreadChatOptions,
  type ThreadSettings,
} from '@/components/chat/thread-chat'
import { knownName } from '@/components/models/catalogue'
import { outbox } from '@/components/outbox/outbox'
import { threadList } from '@/components/threads/thread-list-store'

/** Under this name lies the draft of a thread that does not exist yet. */
export const newThreadDraft = 'new'

const chats = new Map<string, ThreadChat>()

/** The live side of a thread, the same one for as long as the tab is open. */
export function openThreadChat(
  threadId: string,
  {
    isStored,
    settings,
    t,
  }: { isStored: boolean; settings: ThreadSettings } & Pick<ThreadChatOptions, 't'>,
): ThreadChat {
  const known = chats.get(threadId)
  if (known) return known
  const chat: ThreadChat = new ThreadChat({
    threadId,
    isStored,
    settings,
    request,
    t,
    nameOf: knownName,
    onActivity: () => void threadList.refresh(),
    onStored: () => {
      if (location.pathname === '/') history.pushState(null, '', `/t/${threadId}`)
    },
    onReturned: ({ text, files, models }, untold) => {
      const key = chat.getState().isStored ? threadId : newThreadDraft
      returnToDraft(key, text, models)
      returnFiles(key, files)
      if (untold !== null) {
        void import('@/components/chat/tell-elsewhere').then(({ tellElsewhere }) =>
          tellElsewhere(chat, untold, t),
        )
      }
    },
    outbox,
    pause,
    schedule: scheduleDraw,
  })
  // On the server there is no tab to keep it for.
  if (typeof window !== 'undefined') chats.set(threadId, chat)
  return chat
}

/** The chats of the threads that this tab has shown. */
export const openChats = (): Iterable<ThreadChat> => chats.values()
