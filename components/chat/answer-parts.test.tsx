import { JSDOM } from 'jsdom'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'

import { AnswerParts } from '@/components/chat/answer-parts'
import { findUnsafe } from '@/e2e/support/find-unsafe'
import { InEnglish } from '@/e2e/support/in-english'
import { payloads } from '@/e2e/support/payloads'
import type { MessagePart } from '@/lib/core/thread/message'

const { document } = new JSDOM().window
/** Parts as a foreign file may hold them, whatever their types promise. */
function render(...parts: unknown[]): HTMLElement {
  const main = document.createElement('main')
  main.innerHTML = renderToStaticMarkup(
    <InEnglish>
      <AnswerParts parts={parts as MessagePart[]} renderText={(text) => text} />
    </InEnglish>,
  )
  return main
}

const linkOf = (main: HTMLElement) => main.querySelector('a')?.getAttribute('href') ?? null

it('shows a file with its name and kind, and as a link only when it lies on the web', () => {
  const own = render({
    type: 'file',
    filename: 'invoice\u202Efdp.exe',
    mediaType: 'application/x-msdownload',
    url: 'data:application/x-msdownload;base64,aaaa',
  })
  expect(own.textContent).toBe('invoicefdp.exeapplication/x-msdownload')
  expect(linkOf(own)).toBeNull()
  const web = render({
    type: 'file',
    filename: 'report.pdf',
    mediaType: 'application/pdf',
    url: 'https://example.org/r.pdf',
  })
  expect(web.textContent).toBe('report.pdfexample.org')
  expect(linkOf(web)).toBe('https://example.org/r.pdf')
  expect(render({ type: 'file', mediaType: '<b>', url: 'x' }).textContent).toBe('Fileunknown kind')
})

it('shows a picture that is in the answer, and a link to one that is not', () => {
  const png = 'data:image/png;base64,iVBORw0KGgo='
  const own = render({ type: 'file', filename: 'dot.png', mediaType: 'image/png', url: png })
  expect(own.querySelector('img')?.outerHTML).toContain(`src="${png}" alt="dot.png"`)
  const web = render({ type: 'file', mediaType: 'image/png', url: 'https://example.org/a.png' })
  expect(web.querySelector('img')).toBeNull()
  expect(web.textContent).toContain('Open the picture on example.org')
  const svg = render({ type: 'file', mediaType: 'image/png', url: 'data:image/svg+xml,<svg/>' })
  expect(svg.querySelector('img, a')).toBeNull()
})

it('names the sources, with the host of those that are links', () => {
  const main = render(
    { type: 'source-url', sourceId: '1', url: 'https://evil.example/a', title: 'bank.example' },
    { type: 'source-url', sourceId: '2', url: 'javascript:alert(1)', title: 'Script' },
    { type: 'source-url', sourceId: '3', url: 'file:///a' },
    {
      type: 'source-document',
      sourceId: '4',
      title: '',
      filename: 'a\u202Eb.pdf',
      mediaType: 'application/pdf',
    },
  )
  const items = [...main.querySelectorAll('li')].map((item) => item.textContent)
  expect(items).toEqual(['bank.exampleevil.example', 'Script', 'ab.pdfapplication/pdf'])
  expect(main.querySelectorAll('a')).toHaveLength(1)
  expect(linkOf(main)).toBe('https://evil.example/a')
})

it('says how it stands with a tool, also when it waits for leave', () => {
  const stateOf = (state: string) =>
    render({ type: 'dynamic-tool', toolName: 'look', state, input: {} }).querySelector('summary')
      ?.textContent
  expect(stateOf('input-available')).toBe('lookrunning')
  expect(stateOf('approval-requested')).toBe('lookwaiting for approval')
  expect(stateOf('output-denied')).toBe('lookfailed')
})

it('makes nothing unsafe of any payload, wherever it stands in a part', () => {
  for (const payload of payloads) {
    const main = render(
      { type: 'reasoning', text: payload },
      { type: 'dynamic-tool', state: 'output-available', toolName: payload, input: payload },
      { type: 'dynamic-tool', state: 'output-error', toolName: 'a', errorText: payload },
      { type: 'file', filename: payload, mediaType: payload, url: payload },
      { type: 'file', filename: payload, mediaType: 'image/png', url: payload },
      { type: 'source-url', sourceId: payload, url: payload, title: payload },
      { type: 'source-document', sourceId: 'a', title: payload, mediaType: payload },
      { type: payload, text: payload },
    )
    expect(findUnsafe(main), payload.slice(0, 300)).toEqual([])
  }
})
