import type { MessagePart, MessageStatus } from '@/lib/core/thread/message'

export type MarkdownThread = {
  title: string
  system_prompt: string | null
  model: string
  created_at: string
}

export type MarkdownMessage = {
  role: 'user' | 'assistant' | 'system'
  model: string | null
  parts: readonly MessagePart[]
  status: MessageStatus
  created_at: string
}

const statusNotes: Partial<Record<MessageStatus, string>> = {
  pending: 'not written yet',
  streaming: 'still being written',
  stopped: 'stopped',
  failed: 'failed',
  interrupted: 'interrupted',
}

const time = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
const quote = (text: string) => text.replace(/^/gm, '> ').replace(/ +$/gm, '')
const heading = (text: string) => text.replace(/\s+/g, ' ').replace(/([\\`*_[\]<>#])/g, '\\$1')

/** What stands above the messages of a thread written as Markdown. */
export function markdownHead({ title, system_prompt, model, created_at }: MarkdownThread): string {
  const about = `${time(created_at)} · ${model}`
  const prompt = system_prompt ? `${quote(system_prompt)}\n\n` : ''
  return `# ${heading(title)}\n\n${about}\n\n${prompt}`
}

/** One message written as Markdown, under a heading that says who wrote it and when. */
export function markdownMessage(message: MarkdownMessage): string {
  const { role, model, parts, status, created_at } = message
  const author = { user: 'You', assistant: model ?? 'Answer', system: 'System' }[role]
  const body = parts.map(markdownPart).filter((text) => text !== '')
  const note = statusNotes[status]
  if (note && role === 'assistant') body.push(`*(${note})*`)
  return [`## ${heading(author)} · ${time(created_at)}`, ...body].join('\n\n') + '\n\n'
}

function markdownPart(part: MessagePart): string {
  switch (part.type) {
    case 'text':
      return part.text.trim()
    case 'reasoning':
      return part.text.trim() === ''
        ? ''
        : `<details><summary>Reasoning</summary>\n\n${part.text.trim()}\n\n</details>`
    case 'dynamic-tool':
      return `*(tool: ${heading(String(part.toolName))})*`
    case 'file':
      return `*(file: ${heading(String(part.filename ?? part.mediaType))})*`
    case 'source-url':
      return `- <${encodeURI(String(part.url)).replace(/[<>]/g, '')}>${part.title ? ` ${heading(String(part.title))}` : ''}`
    default:
      return ''
  }
}
