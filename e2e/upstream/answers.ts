import { type ChatMessage, textOf } from './chat-request.ts'
import { writeEssay } from './essay.ts'
import {
  cities,
  knownFacts,
  knownLikes,
  knownName,
  latestCity,
  summariseTexts,
} from './remembered.ts'

const lost = 'I do not know what you refer to.'

interface Conversation {
  messages: ChatMessage[]
  /** The text of the newest user message. */
  question: string
  /** Everything sent before it, system prompt included. */
  earlier: string[]
}

type Rule = (conversation: Conversation) => string | null

function askedCapital({ question }: Conversation): string | null {
  const country = /capital of (\p{L}+)/iu.exec(question)?.[1]?.toLowerCase()
  const city = cities.find((each) => each.country.toLowerCase() === country)
  return city ? `${city.name} is the capital city of ${city.country}.` : null
}

function askedPopulation({ question, earlier }: Conversation): string | null {
  if (!/\bits population\b/i.test(question)) return null
  return latestCity(earlier)?.population ?? lost
}

function askedLandmarks({ question, earlier }: Conversation): string | null {
  if (!/\blandmarks there\b/i.test(question)) return null
  return latestCity(earlier)?.landmarks ?? lost
}

function askedName({ question, earlier }: Conversation): string | null {
  if (!/\bwhat(?:'s| is) my name\b/i.test(question)) return null
  const name = knownName(earlier)
  return name ? `Your name is ${name}.` : 'I do not know your name.'
}

function toldName({ question }: Conversation): string | null {
  const name = /\bmy name is/i.test(question) ? knownName([question]) : null
  return name ? `Nice to meet you, ${name}!` : null
}

function askedLikes({ question, earlier }: Conversation): string | null {
  if (!/\bwhat do I like\b/i.test(question)) return null
  const likes = knownLikes(earlier)
  return likes.length > 0 ? `You like ${likes.join(' and ')}.` : 'I do not know what you like.'
}

function toldLike({ question }: Conversation): string | null {
  const like = knownLikes([question])[0]
  return like ? `Good to know that you like ${like}.` : null
}

function askedSum({ question }: Conversation): string | null {
  const match = /what(?:'s| is) (\d+) ?([-+*]) ?(\d+)/i.exec(question)
  if (!match) return null
  const [left, right] = [Number(match[1]), Number(match[3])]
  const results: Record<string, number> = {
    '+': left + right,
    '-': left - right,
    '*': left * right,
  }
  return `${match[1]}${match[2]}${match[3]} is ${results[match[2] ?? '']}.`
}

function askedEssay({ question }: Conversation): string | null {
  if (!/\bessay\b/i.test(question)) return null
  const words = /(\d+)[ -]words?/i.exec(question)?.[1]
  const topic = /\babout (.+?)[.?!]*$/iu.exec(question.trim())?.[1]
  return writeEssay({ topic: topic ?? 'nothing in particular', words: Number(words ?? 500) })
}

function askedFact({ question, earlier }: Conversation): string | null {
  const number = /\bwhat is fact (\d+)\b/i.exec(question)?.[1]
  if (number === undefined) return null
  const told = knownFacts(earlier).findLast((fact) => fact.startsWith(`Fact ${number}:`))
  return told ?? `I do not know fact ${number}.`
}

function toldFact({ question }: Conversation): string | null {
  const numbers = knownFacts([question]).map((fact) => /\d+/.exec(fact)![0])
  return numbers.length > 0 ? `I will remember fact ${numbers.join(', ')}.` : null
}

/** Whether the system prompt, or the first text where there is none, begins with these words. */
function isInstructed({ messages }: Conversation, words: RegExp): boolean {
  return messages[0] !== undefined && words.test(textOf(messages[0]))
}

const isInstruction = ({ role }: ChatMessage) => role === 'system' || role === 'developer'

function askedSummary(conversation: Conversation): string | null {
  const { messages, question } = conversation
  const order = /^\s*summari[sz]e\b/i
  if (!isInstructed(conversation, order)) {
    return order.test(question) ? summariseTexts(messages.map(textOf)) : null
  }
  return summariseTexts(messages.filter((message) => !isInstruction(message)).map(textOf))
}

function askedTitle(conversation: Conversation): string | null {
  if (!isInstructed(conversation, /^\s*write a title\b/i)) return null
  const first = conversation.messages.find(({ role }) => role === 'user')
  const said = first
    ? textOf(first)
        .replace(/^\s*user:/i, '')
        .trim()
        .split(/\n\s*\n/)[0]!
    : ''
  const words = said.split(/\s+/).slice(0, 6).join(' ')
  const title = words.replace(/[\p{P}\s]+$/u, '')
  return title === '' ? 'Conversation' : title[0]!.toUpperCase() + title.slice(1)
}

function toolAnswered({ messages }: Conversation): string | null {
  const last = messages.at(-1)
  return last?.role === 'tool' ? `The tool said: ${textOf(last)}` : null
}

const rules: Rule[] = [
  toolAnswered,
  askedSummary,
  askedTitle,
  askedFact,
  askedCapital,
  askedPopulation,
  askedLandmarks,
  askedName,
  toldName,
  askedLikes,
  toldLike,
  toldFact,
  askedSum,
  askedEssay,
]

function readConversation(messages: ChatMessage[]): Conversation {
  const at = messages.findLastIndex((message) => message.role === 'user')
  const question = at < 0 ? '' : textOf(messages[at]!)
  return { messages, question, earlier: messages.slice(0, Math.max(at, 0)).map(textOf) }
}

/** How many messages came, in which roles, and the newest user text in full. */
export function echo(messages: ChatMessage[]): string {
  const roles = messages.map((message) => message.role).join(', ')
  const count = `${messages.length} message${messages.length === 1 ? '' : 's'}`
  return `I received ${count} (${roles}). You said: "${readConversation(messages).question}"`
}

/** Answers from nothing but the messages that were sent, so that a lost history shows. */
export function answer(messages: ChatMessage[]): string {
  const conversation = readConversation(messages)
  for (const rule of rules) {
    const said = rule(conversation)
    if (said !== null) return said
  }
  return echo(messages)
}
