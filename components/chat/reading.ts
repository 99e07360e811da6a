// What reads answers, as they stream and as they are stored, in one piece of the page's code.
export { fetchMessages, withNewer, withOlder } from '@/components/chat/message-page'
export { toStoredMessage } from '@/components/chat/to-stored-message'
export { MessageBuilder } from '@/lib/core/turn/message-builder'
export { decodeChunks } from '@/lib/core/turn/sse'
