import type { FilePart, ModelMessage, TextPart, ToolCallPart, ToolResultPart } from 'ai'

import type { HistoryMessage } from '@/lib/core/context/history-message'
import type { Conversion } from '@/lib/core/context/context'
import { convertFile } from '@/lib/core/context/convert-file'
import { convertTool, isToolType } from '@/lib/core/context/convert-tool'
import type { Model } from '@/lib/core/models/model'

export type ConvertedMessage = {
  messages: ModelMessage[]
  /** Every text of the message that is sent, in the order in which it is sent; a tool call's input and result as JSON. */
  texts: string[]
  conversions: Conversion[]
}

type Target = { abilities: Model['abilities']; hasTools: boolean }
type Source = Pick<HistoryMessage, 'id' | 'role' | 'parts'>

/**
 * A stored message in a form that no provider refuses: foreign reasoning is left out, tools and files that the model cannot
 * take become text, and each such change is listed once. Without anything to send there are no messages. Never throws,
 * whatever the parts are.
 */
export function convertMessage(message: Source, target: Target): ConvertedMessage {
  const converted = new MessageConverter(message, target)
  for (const part of Array.isArray(message.parts) ? message.parts : []) converted.add(part)
  return converted.end()
}

class MessageConverter {
  readonly #message: Source
  readonly #target: Target
  readonly #messages: ModelMessage[] = []
  readonly #texts: string[] = []
  readonly #conversions = new Map<string, Conversion>()
  readonly #callIds = new Set<string>()
  #content: (TextPart | FilePart)[] = []
  #calls: { call: ToolCallPart; result: ToolResultPart; texts: [string, string] }[] = []

  constructor(message: Source, target: Target) {
    this.#message = message
    this.#target = target
  }

  add(part: unknown): void {
    if (!isRecord(part)) return this.#note('other', 'left_out')
    const { type } = part
    if (type === 'text') return this.#addText(part.text)
    if (type === 'file') return this.#addFile(part)
    if (isToolType(type)) return this.#addTool(part)
    if (type === 'step-start') return this.#flushCalls()
    if (type === 'reasoning' || type === 'reasoning-file') {
      return this.#note('reasoning', 'left_out')
    }
    if (!isSilent(type)) this.#note('other', 'left_out')
  }

  end(): ConvertedMessage {
    this.#flushCalls()
    this.#flushContent()
    return {
      messages: this.#messages,
      texts: this.#texts,
      conversions: [...this.#conversions.values()],
    }
  }

  /** Providers refuse blank texts. */
  #addText(text: unknown) {
    if (typeof text !== 'string' || text.trim() === '') return
    this.#flushCalls()
    this.#content.push({ type: 'text', text })
  }

  /** Providers join the texts of an answer without a space between them. */
  #addStandIn(text: string) {
    this.#addText(this.#message.role === 'assistant' ? `\n${text}\n` : text)
  }

  /** Only a question may carry files: providers refuse them in an answer. */
  #addFile(part: Record<string, unknown>) {
    const { abilities } = this.#target
    const takes = this.#message.role === 'user' ? abilities : { images: false, files: false }
    const file = convertFile(part, takes)
    if ('native' in file) {
      this.#content.push(file.native)
    } else {
      this.#addStandIn(file.text)
      this.#note(file.what, 'as_text')
    }
  }

  #addTool(part: Record<string, unknown>) {
    const tool = convertTool(part)
    if (!tool) return this.#note('tool', 'left_out')
    const { hasTools, abilities } = this.#target
    const callId = tool.native?.call.toolCallId ?? ''
    const takesNative =
      hasTools &&
      abilities.tools &&
      this.#message.role === 'assistant' &&
      !this.#callIds.has(callId)
    if (tool.native && takesNative) {
      this.#callIds.add(callId)
      this.#calls.push(tool.native)
    } else {
      this.#addStandIn(tool.text)
      this.#note('tool', 'as_text')
    }
  }

  /** Calls end a message of the model: their results come before anything else. */
  #flushCalls() {
    if (this.#calls.length === 0) return
    const calls = this.#calls
    this.#calls = []
    this.#takeTexts()
    this.#messages.push(
      { role: 'assistant', content: [...this.#content, ...calls.map(({ call }) => call)] },
      { role: 'tool', content: calls.map(({ result }) => result) },
    )
    this.#content = []
    for (const place of [0, 1] as const) {
      this.#texts.push(...calls.map(({ texts }) => texts[place]).filter((text) => text !== ''))
    }
  }

  #flushContent() {
    if (this.#content.length === 0) return
    const content = this.#content
    const { role } = this.#message
    if (role === 'system') {
      const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
      this.#messages.push({ role, content: text })
      this.#texts.push(text)
    } else {
      this.#takeTexts()
      this.#messages.push({ role, content })
    }
  }

  #takeTexts() {
    for (const part of this.#content) if (part.type === 'text') this.#texts.push(part.text)
  }

  #note(what: Conversion['what'], how: Conversion['how']) {
    this.#conversions.set(`${what} ${how}`, { message_id: this.#message.id, what, how })
  }
}

/** Parts that are for the page: they were never meant for a model. */
const isSilent = (type: unknown) =>
  typeof type === 'string' && (type.startsWith('source-') || type.startsWith('data-'))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
