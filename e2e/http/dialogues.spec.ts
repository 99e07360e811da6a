import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { startPair, type Pair } from './start-pair'

const run = promisify(execFile)

const key = 'sk_skein_of-the-documents-dialogues'
const env = { ...process.env, SKEIN_API_KEY: key }

type Step = { command: string; answer: string }

/** The commands of a document's console blocks, each with what it is said to print. */
function stepsOf(file: string): Step[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```console\n([^]*?)^```$/gm)]
  return blocks.flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [, command = '', answer = ''] = /^((?:.*\\\n)*.*)\n([^]*)$/.exec(step) ?? []
        return { command, answer: answer.trim() }
      }),
  )
}

/** What is printed, where `…` stands for anything. */
const pattern = (answer: string) =>
  new RegExp(`^${answer.split('…').map(RegExp.escape).join('[^]*?')}$`)

for (const file of ['README.md', 'docs/api.md']) {
  test.describe(`the dialogues in ${file}`, () => {
    let pair: Pair
    test.beforeAll(async () => {
      pair = await startPair(`dialogues-${file.replace(/\W/g, '-')}`, {
        env: { TITLE_MODEL: 'none', AUTH_MODE: 'accounts', SKEIN_API_KEY: key },
      })
    })
    test.afterAll(() => pair.close())

    test('go as they stand', async () => {
      const steps = stepsOf(file)
      expect(steps.length).toBeGreaterThan(3)
      const { host } = new URL(pair.skein.origin)
      for (const { command, answer } of steps) {
        expect(answer, command).not.toBe('')
        const here = command.replaceAll('localhost:3000', host)
        const { stdout } = await run('bash', ['-c', here], { timeout: 20_000, env })
        expect(stdout.trim(), command).toMatch(pattern(answer))
      }
    })
  })
}
