import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { expect, it } from 'vitest'

import { grammars } from '@/components/chat/code/grammars'
import { tokenKinds } from '@/components/chat/code/highlight-protocol'
import { toRuns } from '@/components/chat/code/to-runs'

const code = 'const text = "a" // says a\n\nexport function add(left) {\n  return left + 1\n}\n'

it('covers a text with runs of one kind each', async () => {
  const { codeToTokensBase } = await createHighlighterCore({
    themes: [createCssVariablesTheme({ name: 'skein', variablePrefix: '', fontStyle: false })],
    langs: [grammars.javascript!],
    engine: createJavaScriptRegexEngine(),
  })
  const runs = toRuns(
    code,
    codeToTokensBase(code, { lang: 'javascript', theme: 'skein', tokenizeTimeLimit: 0 }),
  )
  const shown: [string, string][] = []
  let end = 0
  for (let at = 0; at < runs.length; at += 2) {
    const text = code.slice(end, (end += runs[at]!))
    shown.push([text, tokenKinds[runs[at + 1]! - 1] ?? 'plain'])
  }
  expect(end).toBe(code.length)
  expect(shown).toContainEqual(['const ', 'keyword'])
  expect(shown).toContainEqual(['"a" ', 'string-expression'])
  expect(shown.find(([text]) => text.startsWith('// says a'))?.[1]).toBe('comment')
  for (const [index, [, kind]] of shown.entries()) expect(kind).not.toBe(shown[index - 1]?.[1])
})
