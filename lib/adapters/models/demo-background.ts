import type { LanguageModelV4Prompt } from '@ai-sdk/provider'

const longestExcerpt = 90
const longestSummary = 1500
/** A summary is this share of the characters that it replaces, or shorter. */
const summaryShare = 0.5
const titleWords = 6
const longestTitle = 60

const message = /^(User|Assistant)(?: \([^)\n]*\))?: ([^]*)$/
const betweenMessages = /\n\n(?=(?:User|Assistant)(?: \([^)\n]*\))?: )/

/** The offline answer to a request for a summary or a title, in plain text; null for any other request. */
export function composeBackgroundAnswer(prompt: LanguageModelV4Prompt): string | null {
  const [system] = prompt
  if (system?.role !== 'system') return null
  const text = firstUserText(prompt)
  const summarised = /^Previous summary:\n([^]*?)\n\nNew messages:\n\n([^]*)$/.exec(text)
  if (system.content.startsWith('Summarize') && summarised) {
    return summarise(summarised[1] ?? '', summarised[2] ?? '')
  }
  return system.content.startsWith('Write a title') ? entitle(text) : null
}

function firstUserText(prompt: LanguageModelV4Prompt): string {
  const first = prompt.find(({ role }) => role === 'user')
  if (first?.role !== 'user') return ''
  return first.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** The first sentence of each message, the newest that there is room for, after what is left of the summary before. */
function summarise(previous: string, messages: string): string {
  const spoken = messages.split(betweenMessages).flatMap((piece) => {
    const [, speaker, text = ''] = message.exec(piece) ?? []
    return speaker ? [{ speaker: speaker.toLowerCase(), text }] : []
  })
  const before = previous === '(none)' ? '' : previous
  const length = spoken.reduce((sum, { text }) => sum + text.length, before.length)
  const room = Math.min(longestSummary, length * summaryShare)
  const excerpts = spoken.flatMap(({ speaker, text }) => {
    const excerpt = firstSentence(text)
    return excerpt === '' ? [] : [`The ${speaker} wrote: “${excerpt}”`]
  })
  return newestThatFit([...new Set([...sentences(before), ...excerpts])], room)
}

function newestThatFit(lines: string[], room: number): string {
  const kept: string[] = []
  let left = room
  for (const line of lines.toReversed()) {
    left -= line.length + 1
    if (left < 0) break
    kept.unshift(line)
  }
  return kept.join(' ') || 'Too short to sum up.'
}

function entitle(text: string): string {
  const [first = ''] = text.split(betweenMessages)
  const words = firstLine(message.exec(first)?.[2] ?? first)
    .split(' ')
    .slice(0, titleWords)
  const title = cut(words.join(' '), longestTitle).replace(/[\p{P}\s]+$/u, '')
  return title === '' ? 'Conversation' : title.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

const sentences = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter(Boolean)

const firstSentence = (text: string): string =>
  cut(sentences(firstLine(text))[0] ?? '', longestExcerpt)

/** The first line with words in it, without the marks of Markdown and without code blocks. */
function firstLine(markdown: string): string {
  const lines = markdown
    .replace(/```[^]*?(?:```|$)/g, '\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .split('\n')
    .map((line) =>
      line
        .replace(/^[\s#>|*+-]+/, '')
        .replace(/[*`“”]|~~|__/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  return lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? ''
}

function cut(text: string, most: number): string {
  const characters = [...text]
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text
}
