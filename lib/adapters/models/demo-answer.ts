import type { LanguageModelV4Prompt } from '@ai-sdk/provider'

import { composeBackgroundAnswer } from '@/lib/adapters/models/demo-background'
import type { LanguageModelRequest } from '@/lib/core/ports'

export type DemoAnswer = {
  markdown: string
  /** Infinity: all at once. */
  tokensPerSecond: number
  /** Whether the answer ends in a failure, because the reader asked for one. */
  fails: boolean
}

type DemoQuestion = { thread: LanguageModelRequest['thread']; prompt: LanguageModelV4Prompt }

const ordinaryPace = 60
const slowPace = 8
const longestQuote = 400

function lastUserText(prompt: LanguageModelV4Prompt): string {
  const message = prompt.findLast(({ role }) => role === 'user')
  if (message?.role !== 'user') return ''
  return message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** The text in a code block whose fence no run of backticks in it can close. */
function quote(text: string): string {
  const characters = [...text.trim()]
  const shown = characters.slice(0, longestQuote).join('')
  const isCut = characters.length > longestQuote
  const longestRun = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(Math.max(3, longestRun + 1))
  return `${fence}text\n${shown}${isCut ? ' …' : ''}\n${fence}`
}

function inlineQuote(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~$!]/g, '\\$&')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

const introduction = `I am the **Skein demo**. I am no AI: I am a small program that answers offline, so that you can try every screen before you add a key. I do not understand what you write, I only look for a few words in it.`

const keys = `## Add a real model

Start Skein with a key of [OpenRouter](https://openrouter.ai/keys), which offers models of many makers:

\`\`\`sh
OPENROUTER_API_KEY=sk-or-... npm start
\`\`\`

or write the line into a file named \`.env\` beside \`package.json\`:

\`\`\`ini
OPENROUTER_API_KEY=sk-or-...
\`\`\`

A model on your own computer works too: start Ollama, and Skein finds it. Then pick a model above; this conversation goes on with it and keeps all that was said.`

const things = `## What you can try

Write one of these words to me:

- **table**, **list** or **code** for those kinds of text
- **long** for an answer to scroll through, **slow** for one to stop
- **error** for a failure in the middle of an answer
- **key** for how to add a real model`

const table = `## A table

| What | In Skein |
| --- | --- |
| Models | many, changed in the middle of a conversation |
| Answers | go on when you leave the page, and wait for you |
| Storage | an embedded database in \`.data\`, or PostgreSQL |
| Accounts | none needed on your own computer |`

const code = `## Some code

A message can be sent from a script as well:

\`\`\`js
const response = await fetch('http://localhost:3000/api/models')
const { data, default_model } = await response.json()

for (const model of data) {
  const price = model.price ? \`$\${model.price.input} per million tokens\` : 'price unknown'
  console.log(\`\${model.id === default_model ? '*' : ' '} \${model.id}: \${price}\`)
}
\`\`\`

Inline code such as \`npm start\` looks like this.`

const list = `## A list

1. Write a message.
2. Watch the answer arrive.
   - Stop it when you have read enough.
   - Reload the page: it goes on where it was.
3. Pick another model and go on.

- [x] A conversation is kept as soon as you send it
- [ ] A real model has answered`

const sections = [
  [
    'How a conversation is kept',
    'Your message is stored before the model is asked. The answer is stored while it arrives, about once a second, so that a crash costs you no more than the last words. Nothing depends on the page being open.',
  ],
  [
    'How a model is changed',
    'Every message remembers which model wrote it. When you pick another one, it gets the whole conversation so far, as far as its window reaches, and the place of the change is marked.',
  ],
  [
    'What happens when a model fails',
    'If a model fails before its first word, the next one on your fallback list is asked, and you are told so. After the first word nothing is switched behind your back: you see what came, and you can ask again.',
  ],
  [
    'What a window is',
    'A model reads a limited number of tokens; a token is about four letters of English. When a conversation grows longer than the window, the newest messages that fit are sent, and you are told how many were left out.',
  ],
  [
    'Where your data is',
    'Everything lies in one database. Without further settings it is a folder named `.data` beside the program. Nothing leaves your computer but what you send to the models you picked.',
  ],
  [
    'What it costs',
    'Skein itself costs nothing. Models have prices per million tokens, shown where you pick them; I am free, because I do nothing that costs.',
  ],
  [
    'How it stays quick',
    'The words of a model are gathered for a few hundredths of a second before they are passed on, the more so the busier the machine is. You will not see it, but a server with many readers will.',
  ],
  [
    'How to leave',
    'The database is an ordinary one. You can copy the folder while the program is stopped, and you can read all conversations through the same interface that the page uses.',
  ],
] as const

const long = ['## A long answer']
  .concat(sections.map(([title, text]) => `### ${title}\n\n${text}`))
  .concat('That was all. You can scroll back up, or write something else.')
  .join('\n\n')

function describeThread({ thread, prompt }: DemoQuestion): string {
  const text = lastUserText(prompt)
  const hasInstructions = prompt.some(({ role }) => role === 'system')
  const title = thread.title.trim() === '' ? 'no title yet' : `“${inlineQuote(thread.title)}”`
  const lines = [
    '## What I see of this conversation',
    [
      `- Title: ${title}`,
      `- Messages stored: ${thread.messageCount}, of which I was given ${prompt.filter(({ role }) => role !== 'system').length}`,
      `- System prompt: ${hasInstructions ? 'there is one; a real model would follow it' : 'none'}`,
    ].join('\n'),
    text.trim() === '' ? 'Your last message has no text.' : `Your last message:\n\n${quote(text)}`,
  ]
  return lines.join('\n\n')
}

/** What the demo says: always the same to the same question. */
export function composeDemoAnswer(question: DemoQuestion): DemoAnswer {
  const background = composeBackgroundAnswer(question.prompt)
  if (background !== null) {
    return { markdown: background, tokensPerSecond: Infinity, fails: false }
  }
  const text = lastUserText(question.prompt)
  const asksFor = (word: RegExp) => word.test(text)
  const tokensPerSecond = asksFor(/\bslow(ly)?\b/i) ? slowPace : ordinaryPace
  if (asksFor(/\berrors?\b/i)) {
    const notice = 'You asked for an error, so this answer will now fail in the middle of'
    return { markdown: notice, tokensPerSecond, fails: true }
  }
  const parts = [
    asksFor(/\btables?\b/i) && table,
    asksFor(/\bcode\b/i) && code,
    asksFor(/\blists?\b/i) && list,
    asksFor(/\blong\b/i) && long,
    asksFor(/\b(api )?keys?\b/i) && keys,
  ].filter((part) => part !== false)
  const isFirst = question.prompt.filter(({ role }) => role === 'user').length <= 1
  const answer =
    parts.length > 0
      ? ['As the demo I can only show you what Skein does with such text.', ...parts]
      : isFirst
        ? [introduction, describeThread(question), keys, things]
        : [
            `Still the demo, and still no AI. This conversation has ${count(question.thread.messageCount, 'message')}.`,
            describeThread(question),
            things,
          ]
  return { markdown: answer.join('\n\n'), tokensPerSecond, fails: false }
}
