import { describe, expect, it } from 'vitest'

import { highlight, snippetOf } from '@/lib/core/search/highlight'

const marked = (text: string, words: string[]) =>
  highlight(text, words).map(([start, end]) => text.slice(start, end))

describe('marking what was found', () => {
  it('marks words where they begin, in any case', () => {
    expect(marked('Rivers of Europe; a river, no driver.', ['river'])).toEqual(['River', 'river'])
    expect(marked('Über ÜBERALL', ['über'])).toEqual(['Über', 'ÜBER'])
  })

  it('marks scripts without spaces anywhere', () => {
    expect(marked('私は東京タワーへ', ['東京'])).toEqual(['東京'])
  })

  it('takes signs of patterns for what they are', () => {
    expect(marked('f(x) and f[x]', ['f(x'])).toEqual(['f(x'])
    expect(highlight('anything', [])).toEqual([])
  })
})

describe('a snippet', () => {
  const far = `${'before '.repeat(100)}the needle ${'after '.repeat(100)}`

  it('is one line around the first of the words', () => {
    const { snippet, highlights } = snippetOf(far.replaceAll('r ', 'r\n\n'), ['needle'])
    expect(snippet).toMatch(/^… before [^\n]*the needle after [^\n]* …$/)
    expect(highlights.map(([start, end]) => snippet.slice(start, end))).toEqual(['needle'])
    expect(snippet.length).toBeLessThan(220)
  })

  it('is the beginning where the words do not stand', () => {
    expect(snippetOf(far, ['nowhere'])).toMatchObject({
      snippet: expect.stringMatching(/^before .* …$/),
      highlights: [],
    })
    expect(snippetOf('Short.', ['short'])).toEqual({ snippet: 'Short.', highlights: [[0, 5]] })
  })

  it('never cuts a character into halves', () => {
    const { snippet } = snippetOf(`${'😀'.repeat(501)}needle${'😀'.repeat(501)}`, ['😀'])
    expect(snippet.isWellFormed()).toBe(true)
  })

  it('leaves out the marks of Markdown, but no signs that mean something', () => {
    const text = '# Powers\n\n**Two** to the `n` is 2 ** n, and **b*c** or 2**3 as well'
    expect(snippetOf(text, ['n']).snippet).toBe(
      'Powers Two to the n is 2 ** n, and **b*c** or 2**3 as well',
    )
  })

  it('reads the cells of a table one after the other, without the notes’ numbers', () => {
    const table = ['| Calendar | Days |', '| --- | ---: |', '| Julian | 365.25 |'].join('\n')
    expect(snippetOf(`A year.[^1]\n\n${table}\n\n[^1]: Of the sun.`, ['julian']).snippet).toBe(
      'A year. Calendar · Days Julian · 365.25 Of the sun.',
    )
    expect(snippetOf('a || b, x | y', ['a']).snippet).toBe('a || b, x | y')
  })
})
