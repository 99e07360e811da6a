// What reads the stream of an answer, in one piece of the page's code.
export { MessageBuilder } from '@/lib/core/turn/message-builder'
export { decodeChunks } from '@/lib/core/turn/sse'
