import { readFile } from 'node:fs/promises'
import type { BrowserContext, Locator } from '@playwright/test'

import { expect, test, unique } from './fixtures'
import { findBarriers } from './support/find-barriers'
import { importAnswer } from './support/import-answer'
import { smallPng } from './support/small-png'

const model = 'openai/gpt-4o-mini'
const code = Array.from({ length: 60 }, (_, n) => `export const value${n} = "${n}" // the ${n}th`)
const answerText = `It costs $5 and $6, by \\(a_1^2\\)[^1]:

$$
\\frac{a}{b}
$$

\\[\\undefined{\\]

| Name | Says |
| --- | --- |
| one | "a", b |

\`\`\`ts
${code.join('\n')}
\`\`\`

\`\`\`mermaid
graph TD
  A[Start] --> B[End]
\`\`\`

\`\`\`mermaid
graph nowhere ->
\`\`\`

- [x] read
- [ ] written

[^1]: The note.
`

async function expectAnswer(answer: Locator) {
  const block = answer.getByRole('figure').filter({ hasText: 'export const value0' })
  await block.scrollIntoViewIfNeeded()
  await expect(block.locator('.code-keyword').first()).toHaveText(/^export const/)
  await expect(block.locator('.code-comment')).toHaveCount(code.length)
  await expect(block.getByRole('code')).toHaveText(code.join('\n'), { useInnerText: false })

  await expect(answer.getByText('It costs $5 and $6, by')).toBeVisible()
  await expect(answer.locator('.katex-html').first()).toBeVisible()
  // Its style and fonts are here: unstyled, the formula would be shown twice.
  await expect(answer.locator('.katex-mathml').first()).toHaveCSS('position', 'absolute')
  await expect(answer.locator('.katex-display')).toHaveCount(1)
  await expect(answer.getByRole('code').filter({ hasText: '\\undefined{' })).toBeVisible()

  const picture = answer.getByRole('img', { name: 'Diagram' })
  await picture.scrollIntoViewIfNeeded()
  await expect(picture).toHaveJSProperty('complete', true)
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    40,
  )
  await expect(answer.getByText('This diagram cannot be drawn')).toBeVisible()
  await expect(answer.getByRole('code').filter({ hasText: 'graph nowhere' })).toBeVisible()
  await expect(answer.getByRole('checkbox', { name: 'Done' })).toBeChecked()
}

test('A person reads code, formulas, diagrams and notes, and takes them along', async ({
  person,
  seeds,
  upstream,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => person.page.evaluate(() => navigator.clipboard.readText())
  await upstream.script(model, {
    reasoning: 'Let me think.',
    text: answerText,
  })
  await person.open(await seeds.thread({ model }))
  await person.send(unique('Show it'))
  await person.untilOver(1)
  const answer = person.answer(1)
  await expectAnswer(answer)

  const block = answer.getByRole('figure').filter({ hasText: 'export const value0' })
  const wrap = block.getByRole('button', { name: 'Wrap lines' })
  await wrap.press('Enter')
  await expect(wrap).toHaveAttribute('aria-pressed', 'true')
  await expect(block.getByRole('code')).toHaveCSS('white-space-collapse', 'preserve')
  await expect(block.getByRole('code')).toHaveCSS('text-wrap-mode', 'wrap')
  const [saved] = await Promise.all([
    person.page.waitForEvent('download'),
    block.getByRole('button', { name: 'Download code' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('code.ts')
  expect(await readFile(await saved.path(), 'utf8')).toBe(code.join('\n'))
  await block.getByRole('button', { name: 'Copy code' }).click()
  await expect.poll(clipboard).toBe(code.join('\n'))
  await answer.getByRole('group', { name: 'Table' }).hover()
  await answer.getByRole('button', { name: 'Copy table as CSV' }).click()
  await expect.poll(clipboard).toBe('Name,Says\r\none,"""a"", b"')

  const source = answer.getByRole('code').filter({ hasText: 'A[Start]' })
  await expect(source).toBeHidden()
  await answer.getByRole('button', { name: 'Show source' }).click()
  await expect(source).toBeVisible()
  expect(await findBarriers(person.page)).toEqual([])

  const thought = answer.getByText(/^Thought for /)
  await expect(thought).toBeVisible()
  const said = await thought.textContent()
  await person.reload()
  await expectAnswer(answer)
  await expect(answer.getByText(said ?? '', { exact: true })).toBeVisible()
  expect(await findBarriers(person.page)).toEqual([])
})

test('A person sees what an answer took, and goes on to what was sent', async ({
  person,
  seeds,
  upstream,
}) => {
  await upstream.script(model, {
    tokens: 30,
    // Long enough that also a busy machine gets it in pieces.
    tokensPerSecond: 20,
    usage: { prompt_tokens: 1234, completion_tokens: 30, cached_tokens: 1000, reasoning_tokens: 7 },
    cost: 0.0125,
  })
  await person.open(await seeds.thread({ model }))
  const accepted = person.page.waitForResponse('**/api/chat')
  await person.send(unique('Count'))
  await person.untilOver(1)
  await person.answer(1).getByRole('button', { name: 'Details' }).click()
  const details = person.page.getByRole('dialog', { name: 'Details of the answer' })
  const fact = (name: string) =>
    details.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd[1]')
  await expect(fact('Model')).toHaveText('GPT-4o-mini')
  await expect(fact('Input tokens')).toHaveText('1,234')
  await expect(fact('of them cached')).toHaveText('1,000')
  await expect(fact('Output tokens')).toHaveText('30')
  await expect(fact('of them reasoning')).toHaveText('7')
  await expect(fact('Cost')).toHaveText('$0.0125')
  await expect(fact('First token after')).toHaveText(/^[\d.]+ s$/)
  await expect(fact('Speed')).toHaveText(/^\d+ tokens\/s$/)
  await expect(fact('Whole time')).toHaveText(/^[\d.]+ s$/)
  await expect(fact('Request')).toHaveText((await accepted).headers()['x-request-id'] ?? '')
  await expect(fact('Provider’s id')).toHaveText(/^gen-/)
  expect(await findBarriers(person.page)).toEqual([])
  await details.getByRole('button', { name: 'What was sent' }).click()
  await expect(details).toBeHidden()
  await expect(person.page.getByRole('dialog', { name: 'What was sent' })).toBeVisible()
})

test('A person unfolds what a model thinks, sees how long it did, and follows a footnote and its way back', async ({
  person,
  seeds,
  upstream,
}) => {
  const thought = 'The note comes first.'
  const long = Array.from({ length: 60 }, (_, n) => `Paragraph ${n}.`).join('\n\n')
  await upstream.script(model, {
    reasoning: thought,
    text: `It is so.[^1]\n\n${long}\n\n[^1]: The note below.`,
    holdAfterTokens: 2,
  })
  await person.open(await seeds.thread({ model }))
  await person.send(unique('Note it'))
  const answer = person.answer(1)
  // Once the page has counted a second, the server has, too.
  await answer.getByText(/^Thinking… [1-9]\d* s$/).click()
  await expect(answer.getByText('The note', { exact: true })).toBeVisible()
  await upstream.release(model)
  await person.untilOver(1)
  await expect(answer.getByText(thought)).toBeVisible()
  const time = answer.getByText(/^Thought for [1-9]\d* s$/)
  const took = (await time.textContent()) ?? ''
  await person.reload()
  await expect(time).toHaveText(took)
  await expect(answer.getByText(thought)).toBeHidden()
  await answer.getByText(/^Thought for /).click()
  await expect(answer.getByText(thought)).toBeVisible()
  await answer.getByText(/^Thought for /).click()
  await expect(answer.getByText(thought)).toBeHidden()

  const reference = answer.getByRole('link', { name: '1', exact: true })
  const note = answer.getByText('The note below.')
  await reference.click()
  await expect(note).toBeInViewport()
  await expect(reference).not.toBeInViewport()
  await answer.getByRole('link', { name: 'Back to reference 1' }).click()
  await expect(reference).toBeInViewport()
  await expect(note).not.toBeInViewport()
})

test('A person sees the pages that an answer cites and the picture that it draws', async ({
  person,
  seeds,
  upstream,
}) => {
  await upstream.script(model, {
    text: 'Here it is.',
    sources: [{ url: 'https://example.org/rivers', title: 'Rivers of Europe' }],
    images: [`data:image/png;base64,${smallPng.toString('base64')}`],
  })
  await person.open(await seeds.thread({ model }))
  await person.send(unique('Draw it'))
  await person.untilOver(1)
  const expectShown = async () => {
    const answer = person.answer(1)
    const cited = answer.getByRole('list', { name: 'Sources' }).getByRole('link')
    await expect(cited).toHaveText('Rivers of Europeexample.org')
    await expect(cited).toHaveAttribute('href', 'https://example.org/rivers')
    const picture = answer.locator('img')
    await expect(picture).toHaveJSProperty('naturalWidth', 3)
    await expect(picture).toBeVisible()
  }
  await expectShown()
  await person.reload()
  await expectShown()
  expect(await findBarriers(person.page)).toEqual([])
})

test('A person sees how it stands with the tools of an answer, and what they were given', async ({
  person,
  request,
}) => {
  const call = (toolCallId: string, rest: object) => ({ type: 'dynamic-tool', toolCallId, ...rest })
  const path = await importAnswer(request, {
    title: unique('Tools'),
    parts: [
      call('a', {
        toolName: 'get_weather',
        state: 'output-available',
        input: { city: 'Rome' },
        output: 'Sunny',
      }),
      call('b', {
        toolName: 'get_map',
        state: 'output-error',
        input: { city: 'Nowhere' },
        errorText: 'No such city',
      }),
      call('c', { toolName: 'send_letter', state: 'approval-requested', input: { to: 'Rome' } }),
      {
        type: 'file',
        filename: 'forecast.pdf',
        mediaType: 'application/pdf',
        url: 'https://example.org/f',
      },
    ] as Parameters<typeof importAnswer>[1]['parts'],
  })
  await person.open(path)
  const answer = person.answer(1)
  const card = (name: string) => answer.getByRole('group').filter({ hasText: name })
  await expect(card('get_weather')).toContainText('done')
  await expect(card('get_map')).toContainText('failed')
  await expect(card('send_letter')).toContainText('waiting for approval')
  await expect(card('get_weather').getByText('Sunny')).toBeHidden()
  await card('get_weather').getByText('get_weather').click()
  await expect(card('get_weather').getByText('"city": "Rome"')).toBeVisible()
  await expect(card('get_weather').getByText('Sunny')).toBeVisible()
  await card('get_map').getByText('get_map').click()
  await expect(card('get_map').getByText('No such city')).toBeVisible()
  await expect(answer.getByRole('link', { name: 'forecast.pdf' })).toHaveAttribute(
    'href',
    'https://example.org/f',
  )
  expect(await findBarriers(person.page)).toEqual([])
})

test('A person sees a tool being called as it comes, and that nothing answered it', async ({
  person,
  seeds,
  upstream,
}) => {
  await upstream.script(model, {
    text: 'Looking.',
    toolCalls: [{ name: 'get_weather', arguments: ['{"city":', '"Rome"}'] }],
    holdAfterTokens: 3,
  })
  await person.open(await seeds.thread({ model, title: unique('Tool') }))
  const card = (n: number) => person.answer(n).getByRole('group').filter({ hasText: 'get_weather' })
  const unfold = (n: number) => card(n).getByText('get_weather', { exact: true }).click()
  const expectPreparing = async (n: number) => {
    await expect(card(n)).toContainText('preparing')
    await unfold(n)
    await expect(card(n).getByText('{"city":', { exact: true })).toBeVisible()
  }
  const expectFailed = async (n: number, detail: string) => {
    await expect(card(n)).toContainText('failed')
    await expect(card(n).getByText(detail)).toBeVisible()
  }
  const [city, untold] = ['"city": "Rome"', 'The answer ended before it.']

  await person.send(unique('Look'))
  await expectPreparing(1)
  await person.reload()
  await expectPreparing(1)
  await upstream.release(model)
  await person.untilOver(1)
  await expectFailed(1, city)

  await person.send(unique('Again'))
  await expectPreparing(2)
  await person.stop()
  await person.untilOver(2)
  await expectFailed(2, untold)

  await person.reload()
  for (const [n, detail] of [
    [1, city],
    [2, untold],
  ] as const) {
    await expect(card(n).getByText(detail)).toBeHidden()
    await unfold(n)
    await expectFailed(n, detail)
  }
})

/** Which of the large libraries a browser has fetched, by words that only they have. */
function watchLibraries(context: BrowserContext) {
  const marks = { katex: 'KaTeX parse error', mermaid: 'flowchart-v2', shiki: 'onigLib' }
  const texts: Promise<string>[] = []
  context.on('response', (response) => {
    if (response.url().endsWith('.js')) texts.push(response.text().catch(() => ''))
  })
  return async () => {
    const all = (await Promise.all(texts)).join('')
    return Object.entries(marks).flatMap(([name, mark]) => (all.includes(mark) ? [name] : []))
  }
}

test('What colours code, sets formulas and draws comes only with an answer that has some', async ({
  person,
  seeds,
  upstream,
  context,
}) => {
  const fetched = watchLibraries(context)
  await upstream.script(model, [{ text: 'Just **words**.' }, { text: answerText }])
  await person.open(await seeds.thread({ model }))
  await person.send(unique('Say it'))
  await person.untilOver(1)
  await expect(person.answer(1).getByText('Just words.')).toBeVisible()
  await person.reload()
  expect(await fetched()).toEqual([])

  await person.send(unique('Show it'))
  await person.untilOver(2)
  await expectAnswer(person.answer(2))
  expect(await fetched()).toEqual(['katex', 'mermaid', 'shiki'])
})
