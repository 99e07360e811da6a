import { describe, expect, it } from 'vitest'

import { createBlockSplitter, splitBlocks } from '@/components/chat/split-blocks'

const texts = (markdown: string) =>
  splitBlocks(markdown).map((block) =>
    block.kind === 'code' ? `code:${block.code}` : block.text.trim(),
  )

describe('splitting Markdown into blocks', () => {
  it('cuts at empty lines', () => {
    expect(texts('One\ntwo\n\nThree\n\n\nFour')).toEqual(['One\ntwo', 'Three', 'Four'])
  })

  it('keeps a list with its loose items and their indented text together', () => {
    const list = '1. one\n\n2. two\n\n   more of two\n\n3. three'
    expect(texts(`Before\n\n${list}\n\nAfter`)).toEqual(['Before', list, 'After'])
  })

  it('keeps empty lines inside a fence, and the fence apart from what surrounds it', () => {
    expect(texts('Text\n```js\na\n\nb\n```\nMore')).toEqual(['Text', 'code:a\n\nb', 'More'])
  })

  it('reads a fence that is still open as code', () => {
    expect(splitBlocks('```ts\nconst a = 1')).toEqual([
      { kind: 'code', language: 'ts', code: 'const a = 1', isClosed: false },
    ])
  })

  it('closes a fence only with a mark of its own kind and length', () => {
    expect(texts('````md\n```\ninner\n```\n````\nAfter')).toEqual(['code:```\ninner\n```', 'After'])
  })

  it('leaves a fence inside a list to the list', () => {
    const list = '- item\n\n  ```\n  code\n  ```\n- next'
    expect(texts(list)).toEqual([list])
  })

  it('reads a fence that begins after a list as no part of it', () => {
    const fenced = '```js\na\n\nb\n```'
    for (const gap of ['\n', '\n\n']) {
      const code = { kind: 'code', language: 'js', code: 'a\n\nb', isClosed: true }
      expect(splitBlocks(`- item${gap}${fenced}\n\nafter`)).toEqual([
        expect.objectContaining({ kind: 'markdown' }),
        code,
        expect.objectContaining({ text: expect.stringContaining('after') }),
      ])
    }
  })

  it('gives each block the definitions of the links in it', () => {
    const text =
      'See [It] and [this](a).\n\nMore.\n\n[it]: https://example.org\n[no]: https://b.example'
    expect(texts(text)).toEqual([
      'See [It] and [this](a).\n\n[it]: https://example.org',
      'More.',
      '[it]: https://example.org\n[no]: https://b.example',
    ])
  })

  it('keeps a text with footnotes whole, a long one only once it is complete', () => {
    const text = 'See[^1].\n\nMore.\n\n[^1]: The note.'
    expect(texts(text)).toEqual([text])
    const long = `${'Words.\n\n'.repeat(2000)}${text}`
    expect(createBlockSplitter()(long, true).length).toBeGreaterThan(2000)
    expect(createBlockSplitter()(long, false)).toHaveLength(1)
  })

  it('splits a growing text as it splits the same text at once', () => {
    const whole =
      '# A\n\n\ntext [it]\n```ts\na\n\nb\n```\n\n\n- x\n\n  y\n\n1. p\n\n2. q\n\n2024 r\n\n## B\n~~~\nz\n\n~~~\n \n[it]: https://example.org\n\nEnd\n\n'
    const split = createBlockSplitter()
    for (let length = 0; length <= whole.length; length++) {
      const text = whole.slice(0, length)
      expect(split(text)).toEqual(splitBlocks(text))
    }
    expect(split('Another text\n\nthan before')).toHaveLength(2)
  })

  it('changes nothing but the last block while a text grows', () => {
    const whole =
      '# Title\n\nSome *text*.\n\n- a\n- b\n\n1. c\n\n2. d\n\n```\ncode\n\nmore\n```\n\nEnd of it.'
    for (let length = 1; length < whole.length; length++) {
      const now = splitBlocks(whole.slice(0, length))
      const next = splitBlocks(whole.slice(0, length + 1))
      expect(next.slice(0, now.length - 1)).toEqual(now.slice(0, -1))
    }
  })

  it('tells each block at which heading level it begins', () => {
    const levels = splitBlocks('## A\n\ntext\n\n#### B\n\ntext').map((block) =>
      block.kind === 'markdown' ? block.afterLevel : null,
    )
    expect(levels).toEqual([2, 3, 3, 4])
  })
})
