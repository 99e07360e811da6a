import { createCssVariablesTheme, createHighlighterCore, type GrammarState } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'

import { grammars } from '@/components/chat/code/grammars'
import type {
  HighlightReply,
  HighlightRequest,
  Runs,
  WorkerRequest,
} from '@/components/chat/code/highlight-protocol'
import { findLanguage } from '@/components/chat/code/languages'
import { toRuns } from '@/components/chat/code/to-runs'

type Place = { index: number; state: GrammarState | undefined }

/** Where the newest piece of a block begins and ends. */
type Block = { before: Place; after: Place | null }

const theme = 'skein'
const blocks = new Map<number, Block>()

const highlighter = createHighlighterCore({
  themes: [createCssVariablesTheme({ name: theme, variablePrefix: '', fontStyle: false })],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
})

async function highlight({ block: id, index, language, text }: HighlightRequest): Promise<Runs> {
  const name = findLanguage(language)?.name
  const grammar = name && grammars[name]
  if (!grammar) throw new Error(`There is no grammar of ${language}.`)
  const { codeToTokensBase, getLastGrammarState, loadLanguage } = await highlighter
  await loadLanguage(grammar)
  const block = blocks.get(id) ?? { before: { index: 0, state: undefined }, after: null }
  if (block.after?.index === index) block.before = block.after
  // The line end of the last line would be one more line, which some grammars take for the end of a paragraph.
  const lines = codeToTokensBase(text.replace(/\n$/, ''), {
    lang: name,
    theme,
    grammarState: block.before.index === index ? block.before.state : undefined,
    tokenizeMaxLineLength: 2000,
    // The first line of a language waits for its grammar to be read; cut off, it and all after it would have wrong colours.
    tokenizeTimeLimit: 10_000,
  })
  block.after = { index: index + 1, state: getLastGrammarState(lines) }
  blocks.set(id, block)
  return toRuns(text, lines)
}

async function reply(request: HighlightRequest) {
  const { block, index } = request
  const runs = await highlight(request).catch(() => null)
  postMessage({ block, index, runs } satisfies HighlightReply)
}

// One after another: a piece goes on where the one before it ended.
let queue: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  queue = queue.then(() =>
    data.type === 'highlight' ? reply(data) : void blocks.delete(data.block),
  )
})
