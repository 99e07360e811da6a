import type { FilePart, ModelMessage, TextPart, ToolCallPart, ToolResultPart } from 'ai'

import type { HistoryMessage } from '@/lib/core/context/history-message'
import type { Conversion, SentFile } from '@/lib/core/context/context'
import { convertFile } from '@/lib/core/context/convert-file'
import { convertTool, isToolType } from '@/lib/core/context/convert-tool'
import type { Model } from '@/lib/core/models/model'

/** A text that is sent, or what names a file that is sent, with about how many tokens the file has. */
export type SentText = { text: string; file?: SentFile & { tokens: number } }

export type ConvertedMessage = {
  messages: ModelMessage[]
  /** All of the message that is sent, in the order in which it is sent; a tool call's input and result as JSON. */
  texts: SentText[]
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
  readonly #texts: SentText[] = []
  readonly #conversions = new Map<string, Conversion>()
  readonly #callIds = new Set<string>()
  #content: { part: TextPart | FilePart; sent: SentText }[] = []
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
    this.#content.push({ part: { type: 'text', text }, sent: { text } })
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
      const { text, native, tokens } = file
      this.#content.push({ part: native, sent: { text, file: { ...file.file, tokens } } })
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
      { role: 'assistant', content: [...this.#parts(), ...calls.map(({ call }) => call)] },
      { role: 'tool', content: calls.map(({ result }) => result) },
    )
    this.#content = []
    for (const place of [0, 1] as const) {
      const texts = calls.map(({ texts: both }) => both[place]).filter((text) => text !== '')
      this.#texts.push(...texts.map((text) => ({ text })))
    }
  }

  #flushContent() {
    if (this.#content.length === 0) return
    const { role } = this.#message
    if (role === 'system') {
      const text = this.#content.map(({ sent }) => sent.text).join('')
      this.#messages.push({ role, content: text })
      this.#texts.push({ text })
    } else {
      this.#takeTexts()
      this.#messages.push({ role, content: this.#parts() })
    }
  }

  #takeTexts() {
    this.#texts.push(...this.#content.map(({ sent }) => sent))
  }

  #parts() {
    return this.#content.map(({ part }) => part)
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
