import { expect, it } from 'vitest'

import { grammars } from '@/components/chat/code/grammars'
import { codeFileName, findLanguage, languageNames } from '@/components/chat/code/languages'

it('has a grammar for each language that it knows', async () => {
  expect(Object.keys(grammars).sort()).toEqual([...languageNames].sort())
  const { default: rust } = await grammars.rust!()
  expect(rust.at(-1)?.name).toBe('rust')
})

it('knows a language by what models call it', () => {
  expect(findLanguage('TS')?.name).toBe('typescript')
  expect(findLanguage('c++')?.name).toBe('cpp')
  for (const name of ['mermaid', '__proto__', 'constructor', '', null]) {
    expect(findLanguage(name)).toBeNull()
  }
})

it('names a file by its language', () => {
  expect(codeFileName('py')).toBe('code.py')
  expect(codeFileName('dockerfile')).toBe('Dockerfile')
  expect(codeFileName('../../etc/passwd')).toBe('code.txt')
  expect(codeFileName(null)).toBe('code.txt')
})
