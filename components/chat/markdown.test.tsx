import { JSDOM } from 'jsdom'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { markdownWith } from '@/components/chat/markdown'
import { StoredFormula } from '@/components/chat/math/stored-formula'
import { StreamingMarkdown } from '@/components/chat/streaming-markdown'
import { findUnsafe } from '@/e2e/support/find-unsafe'
import { InEnglish } from '@/e2e/support/in-english'
import { payloads, payloadTexts } from '@/e2e/support/payloads'

const Markdown = markdownWith(StoredFormula)
const { document } = new JSDOM().window
function parse(html: string): HTMLElement {
  const main = document.createElement('main')
  main.innerHTML = html
  return main
}
const render = (text: string) =>
  parse(
    renderToStaticMarkup(
      <InEnglish>
        <Markdown id="m" text={text} />
      </InEnglish>,
    ),
  )
const stream = (text: string) =>
  parse(
    renderToStaticMarkup(
      <InEnglish>
        <StreamingMarkdown id="m" text={text} isGrowing />
      </InEnglish>,
    ),
  )

describe('an answer that grows', () => {
  it('is laid out in passages, of which a new word touches the last', () => {
    const text = Array.from({ length: 20 }, (_, n) => `Paragraph ${n + 1}.`).join('\n\n')
    const passages = [...stream(text).querySelectorAll('main > .passage')]
    expect(passages.map((passage) => passage.querySelectorAll('p').length)).toEqual([8, 8, 4])
    expect(passages.map(({ textContent }) => textContent).join('')).toContain(
      'Paragraph 8.Paragraph 9.',
    )
  })
})

const pixel = 'data:image/png;base64,iVBORw0KGgo='

describe('links', () => {
  it('leads out only to other tabs, which learn nothing of this one', () => {
    const [link] = render('[the docs](https://example.org/a?b)').querySelectorAll('a')
    expect(link?.outerHTML).toBe(
      '<a href="https://example.org/a?b" target="_blank" rel="noopener noreferrer nofollow">the docs</a>',
    )
  })

  it.each([
    '[a](javascript:alert(1))',
    '[a](/api/threads)',
    '[a](//example.org)',
    '[a](ftp://example.org)',
    '[a](#top)',
    '[a](data:text/html,a)',
    '[a](https://user@example.org)',
  ])('shows %s as its text', (text) => {
    const main = render(text)
    expect(main.querySelector('a')).toBeNull()
    expect(main.textContent).toBe('a')
  })

  it('tells the real host when the text names another one', () => {
    expect(render('[https://bank.example](https://evil.example/x)').textContent).toBe(
      'https://bank.example (leads to evil.example)',
    )
    expect(render('https://example.org/a').textContent).toBe('https://example.org/a')
  })

  it('leads to footnotes and back, and to no other place of the page', () => {
    const main = render('Text[^1].\n\n[^1]: Note. [x](#m-fn)')
    const links = [...main.querySelectorAll('a')].map((link) => link.getAttribute('href'))
    expect(links).toEqual(['#m-fn-1', '#m-fnref-1'])
    for (const href of links) expect(main.querySelector(href!)).not.toBeNull()
  })

  it('holds no link within a link', () => {
    const badge = render('[![built](https://pics.example/b.svg)](https://example.org)')
    expect(badge.innerHTML).toContain('>built</a>')
    expect(badge.querySelectorAll('a, img')).toHaveLength(1)
  })
})

describe('pictures', () => {
  it('are never fetched, but opened by a link that tells where they are', () => {
    const main = render('![a cat](https://pics.example/cat.png?secret)')
    expect(main.querySelector('img')).toBeNull()
    const link = main.querySelector('a')!
    expect(link.textContent).toContain('Open the picture on pics.example: a cat')
    expect(link.title).toBe('https://pics.example/cat.png?secret')
    expect(link.rel).toBe('noopener noreferrer nofollow')
  })

  it('are shown when they came with the text', () => {
    expect(render(`![dot](${pixel})`).querySelector('img')?.getAttribute('src')).toBe(pixel)
  })

  it.each(['data:image/svg+xml;base64,PHN2Zz4=', 'javascript:x', '/api/export', '//example.org/a'])(
    'are text when they are %s',
    (source) => {
      const main = render(`![a cat](${source})`)
      expect(main.querySelector('img, a')).toBeNull()
      expect(main.textContent).toBe('a cat')
    },
  )
})

describe('formulas', () => {
  it.each([
    ['$a$', 'a'],
    ['\\(a\\)', 'a'],
  ])('stand within their line: %s', (text, tex) => {
    const main = render(`x ${text} y`)
    expect(main.querySelector('p > .formula annotation')?.textContent).toBe(tex)
  })

  it.each(['$$\n\\frac{a}{b}\n$$', '\\[\\frac{a}{b}\\]', '```math\n\\frac{a}{b}\n```'])(
    'stand alone: %s',
    (text) => {
      const formula = render(`x\n\n${text}`).querySelector('div.formula .katex-display annotation')
      expect(formula?.textContent.trim()).toBe('\\frac{a}{b}')
    },
  )

  it('leave prices alone, and show their source when they cannot be read', () => {
    expect(render('It costs $5 and $6.').innerHTML).toBe('<p>It costs $5 and $6.</p>')
    expect(render('x $\\frac{$ y').querySelector('.katex')).toBeNull()
    expect(render('x \\(\\frac{\\) y').querySelector('code')?.textContent).toBe('\\frac{')
  })

  it('are not shown by halves', () => {
    expect(stream('x\n\n$$\na +').textContent).toContain('a +')
    expect(stream('x\n\n$$\na +').querySelector('.formula, .math-inline')).toBeNull()
  })
})

it('keeps code as it was, whatever its length', () => {
  const code = Array.from({ length: 100 }, (_, n) => `line ${n}`).join('\n')
  const main = render(`\`\`\`\n${code}\n\`\`\``)
  expect(main.querySelector('code')?.textContent).toBe(code)
  expect(main.querySelectorAll('.code-piece')).toHaveLength(5)
})

it('makes nothing unsafe of any payload', () => {
  expect(payloads.length).toBeGreaterThanOrEqual(120)
  for (const payload of payloads) {
    expect(findUnsafe(render(payload)), payload.slice(0, 300)).toEqual([])
  }
  for (const text of payloadTexts) expect(findUnsafe(render(text))).toEqual([])
})

it('makes nothing unsafe of a payload that has come in part', () => {
  for (const payload of payloads.filter(({ length }) => length < 1000)) {
    const step = Math.ceil(payload.length / 6)
    for (let length = 1; length < payload.length; length += step) {
      const part = payload.slice(0, length)
      expect(findUnsafe(stream(part)), part).toEqual([])
    }
  }
})

it('finds what would be unsafe', () => {
  for (const html of [
    '<script>a</script>',
    '<b onclick="a">b</b>',
    '<a href="javascript:a">b</a>',
    '<a href="https://example.org">b</a>',
    '<img src="https://example.org/a.png">',
    '<p style="background:url(x)">b</p>',
    '<iframe></iframe>',
    '<svg><script>a</script></svg>',
    '<svg class="lucide"><image href="x"></image></svg>',
    '<p id="cookie">a</p>',
  ]) {
    expect(findUnsafe(parse(html)).length, html).toBeGreaterThan(0)
  }
})
