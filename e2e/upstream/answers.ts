import { type ChatMessage, textOf } from './chat-request.ts'
import { writeEssay } from './essay.ts'

interface City {
  name: string
  country: string
  population: string
  landmarks: string
}

const cities: City[] = [
  {
    name: 'Paris',
    country: 'France',
    population: 'approximately 2.1 million people',
    landmarks: 'Eiffel Tower, Notre-Dame, Louvre',
  },
  {
    name: 'Berlin',
    country: 'Germany',
    population: 'approximately 3.7 million people',
    landmarks: 'Brandenburg Gate, Reichstag, Museum Island',
  },
  {
    name: 'Rome',
    country: 'Italy',
    population: 'approximately 2.8 million people',
    landmarks: 'Colosseum, Pantheon, Trevi Fountain',
  },
]

const lost = 'I do not know what you refer to.'

interface Conversation {
  messages: ChatMessage[]
  /** The text of the newest user message. */
  question: string
  /** Everything sent before it, system prompt included. */
  earlier: string[]
}

type Rule = (conversation: Conversation) => string | null

function latestCity(earlier: string[]): City | null {
  for (const text of earlier.toReversed()) {
    const named = cities
      .map((city) => ({ city, at: text.lastIndexOf(city.name) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => b.at - a.at)[0]
    if (named) return named.city
  }
  return null
}

const namePattern = /\bname is (\p{L}[\p{L}'-]*)/iu

function knownName(texts: string[]): string | null {
  for (const text of texts.toReversed()) {
    const name = namePattern.exec(text)?.[1]
    if (name) return name
  }
  return null
}

function knownLikes(texts: string[]): string[] {
  const likes = texts.flatMap((text) =>
    [...text.matchAll(/\b(?:I like|user likes) ([^.,!?\n]+)/giu)].map((match) =>
      (match[1] ?? '').trim(),
    ),
  )
  return [...new Set(likes)]
}

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

function askedSummary({ question, messages }: Conversation): string | null {
  const texts = messages.map(textOf)
  if (![question, texts[0] ?? ''].some((text) => /^\s*summari[sz]e\b/i.test(text))) return null
  const all = texts.join('\n')
  const name = knownName(texts)
  return [
    `Summary of ${messages.length} messages.`,
    ...(name ? [`The user's name is ${name}.`] : []),
    ...knownLikes(texts).map((like) => `The user likes ${like}.`),
    ...cities
      .filter((city) => all.includes(city.name))
      .map((city) => `${city.name} was discussed.`),
  ].join(' ')
}

function toolAnswered({ messages }: Conversation): string | null {
  const last = messages.at(-1)
  return last?.role === 'tool' ? `The tool said: ${textOf(last)}` : null
}

const rules: Rule[] = [
  toolAnswered,
  askedSummary,
  askedCapital,
  askedPopulation,
  askedLandmarks,
  askedName,
  toldName,
  askedLikes,
  toldLike,
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
