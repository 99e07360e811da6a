import type { ThreadChat, ThreadChatOptions } from '@/components/chat/thread-chat'
import { toastStore } from '@/components/ui/toast-store'

/** Says that a message was refused to somebody who is elsewhere by now. */
export function tellElsewhere(chat: ThreadChat, reason: string, t: ThreadChatOptions['t']): void {
  const { isStored } = chat.getState()
  toastStore.show({
    message: t('announce.not_sent', { reason }),
    action: {
      label: t('announce.show_thread'),
      run: () => location.assign(isStored ? `/t/${chat.threadId}` : '/'),
    },
  })
}
