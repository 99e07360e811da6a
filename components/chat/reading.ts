// What reads messages, as they stream and as they are stored, in one piece of the page's code.
export {
  fetchMessages,
  lastTold,
  renewWindow,
  withNewer,
  withOlder,
} from '@/components/chat/grow-window'
export { isCurrent } from '@/components/chat/is-current'
export { keepPlaceInView, renewPlaceInView } from '@/components/chat/place-in-view'
export { toStoredMessage } from '@/components/chat/to-stored-message'
export { MessageBuilder } from '@/lib/core/turn/message-builder'
export { decodeChunks } from '@/lib/core/turn/sse'
