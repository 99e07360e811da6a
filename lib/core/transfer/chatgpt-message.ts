import { z } from 'zod'

import type { MessagePart } from '@/lib/core/thread/message'
import { toStorable } from '@/lib/core/thread/text'

/** A node's message in ChatGPT's export, as far as it matters; everything may be missing. */
export const chatGptMessageSchema = z.object({
  author: z.object({ role: z.string().catch('') }).catch({ role: '' }),
  create_time: z.number().nullish().catch(null),
  content: z.looseObject({ content_type: z.string().catch('') }).catch({ content_type: '' }),
  recipient: z.string().nullish().catch(null),
  status: z.string().nullish().catch(null),
  metadata: z.looseObject({}).catch({}),
})
export type ChatGptMessage = z.infer<typeof chatGptMessageSchema>

/** Whether a person saw the message: not the system's, not a call to a tool or its result, not a hidden one. */
export function isShown({ author, recipient, content, metadata }: ChatGptMessage): boolean {
  return (
    (author.role === 'user' || author.role === 'assistant') &&
    (recipient === null || recipient === undefined || recipient === 'all') &&
    metadata.is_visually_hidden_from_conversation !== true &&
    metadata.is_user_system_message !== true &&
    ['text', 'multimodal_text', 'code'].includes(content.content_type)
  )
}

/** What a message says, as text parts: marks of citations become links or go, pictures and sounds become a note. */
export function textParts(message: ChatGptMessage): MessagePart[] {
  return texts(message)
    .map((text) => toStorable(cleaned(text, message.metadata)).trim())
    .filter((text) => text !== '')
    .map((text) => ({ type: 'text', text }))
}

function texts({ content }: ChatGptMessage): string[] {
  if (content.content_type === 'code') {
    const language = typeof content.language === 'string' ? content.language : ''
    const code = typeof content.text === 'string' ? content.text : ''
    if (code.trim() === '') return []
    return [
      `\`\`\`${/^[\w+#.-]+$/.test(language) && language !== 'unknown' ? language : ''}\n${code}\n\`\`\``,
    ]
  }
  return Array.isArray(content.parts) ? content.parts.map(textOfPart) : []
}

function textOfPart(part: unknown): string {
  if (typeof part === 'string') return part
  if (typeof part !== 'object' || part === null) return ''
  const { content_type: type, text } = part as { content_type?: unknown; text?: unknown }
  if (typeof text === 'string') return text
  if (typeof type !== 'string') return ''
  if (type.startsWith('image')) return '[image]'
  if (type.startsWith('audio') || type.startsWith('real_time')) return '[audio]'
  return ''
}

const references = z.array(
  z
    .object({ matched_text: z.string(), alt: z.string().nullish().catch(null) })
    .nullable()
    .catch(null),
)
const entity = /\ue200entity\ue202(\[[^\ue201]*\])\ue201/g
const mark = /\ue200[^\ue201]*\ue201|[\ue200-\ue206]/g
const oldMark = /【[^【】]*†[^【】]*】/g

function cleaned(text: string, metadata: Record<string, unknown>): string {
  if (!/[\ue200-\ue206†]/.test(text)) return text
  const known = references.safeParse(metadata.content_references).data ?? []
  const linked = known.reduce(
    (result, reference) =>
      reference?.alt && /[\ue200†]/.test(reference.matched_text)
        ? result.replaceAll(reference.matched_text, () => reference.alt ?? '')
        : result,
    text,
  )
  return linked
    .replace(entity, (_mark, list: string) => entityName(list))
    .replace(mark, '')
    .replace(oldMark, '')
}

/** An entity is `[kind, name, …]`. */
function entityName(list: string): string {
  try {
    const [, name] = JSON.parse(list) as unknown[]
    return typeof name === 'string' ? name : ''
  } catch {
    return ''
  }
}
