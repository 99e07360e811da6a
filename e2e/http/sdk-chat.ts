import * as sdk7 from 'ai'
import * as sdk5 from 'ai-5'
import * as sdk6 from 'ai-6'

type Sdk = Pick<typeof sdk7, 'AbstractChat' | 'DefaultChatTransport'>

/** The AI SDK's own clients, by major version. Their types differ, but not in what is used of them here. */
export const sdks: Record<string, Sdk> = {
  5: sdk5 as unknown as Sdk,
  6: sdk6 as unknown as Sdk,
  7: sdk7,
}

type ChatOptions = {
  origin: string
  id: string
  messages?: sdk7.UIMessage[]
  /** What goes into each request besides the SDK's own fields. */
  body?: Record<string, unknown>
}

/** The chat of the AI SDK as `useChat` has it, but with a state without React. */
export function createSdkChat(sdk: Sdk, { origin, id, messages = [], body }: ChatOptions) {
  const data: sdk7.UIMessageChunk[] = []
  const state: ConstructorParameters<typeof sdk7.AbstractChat>[0]['state'] = {
    status: 'ready',
    error: undefined,
    messages: structuredClone(messages),
    pushMessage: (message) => (state.messages = [...state.messages, message]),
    popMessage: () => (state.messages = state.messages.slice(0, -1)),
    replaceMessage: (index, message) => (state.messages = state.messages.with(index, message)),
    snapshot: structuredClone,
  }
  class PlainChat extends sdk.AbstractChat<sdk7.UIMessage> {}
  const chat = new PlainChat({
    id,
    state,
    transport: new sdk.DefaultChatTransport({ api: `${origin}/api/chat`, body }),
    onData: (part) => data.push(part as sdk7.UIMessageChunk),
  })
  return Object.assign(chat, { data })
}

export type SdkChat = ReturnType<typeof createSdkChat>

/** All text of a message, each part of it as often as it is there. */
export const textOfMessage = (message: sdk7.UIMessage | undefined): string =>
  (message?.parts ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('')
