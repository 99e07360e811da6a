import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// A house of stubs beside the real one, so that every room exists for the rules to resolve.
const rooms = [
  'app/page.tsx',
  'components/chat/composer.tsx',
  'components/ui/button.tsx',
  'lib/adapters/prisma/database.ts',
  'lib/core/agents/agent.ts',
  'lib/core/context/assemble-context.ts',
  'lib/core/errors.ts',
  'lib/core/models/model.ts',
  'lib/core/ports.ts',
  'lib/core/thread/thread.ts',
  'lib/core/tools/tool.ts',
  'lib/core/turn/run-turn.ts',
  'lib/core/workflows/workflow.ts',
  'instrumentation-node.ts',
  'lib/server/commands/start-turn.test.ts',
  'lib/server/commands/start-turn.ts',
  'lib/server/env.ts',
  'lib/server/services.ts',
]

let house: string
let eslint: ESLint

beforeAll(() => {
  const cache = path.join(import.meta.dirname, '.cache')
  mkdirSync(cache, { recursive: true })
  house = mkdtempSync(path.join(cache, 'lint-rules-'))
  for (const file of ['eslint.config.mjs', 'tsconfig.json'])
    cpSync(path.join(import.meta.dirname, file), path.join(house, file))
  for (const room of rooms) {
    mkdirSync(path.dirname(path.join(house, room)), { recursive: true })
    writeFileSync(path.join(house, room), 'export const stub = 1\n')
  }
  eslint = new ESLint({ cwd: house, overrideConfigFile: path.join(house, 'eslint.config.mjs') })
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

async function violations(file: string, code: string) {
  const [result] = await eslint.lintText(code, { filePath: path.join(house, file) })
  return result?.messages.map((message) => message.ruleId ?? message.message) ?? []
}

const importing = (from: string) => `import { stub } from '${from}'\nexport const used = stub\n`
const PATHS = 'import/no-restricted-paths'

describe('the imports of the house', () => {
  it.each([
    ['lib/core/turn/run-turn.ts', '@/lib/server/env'],
    ['lib/core/turn/run-turn.ts', '../../adapters/prisma/database'],
    ['lib/core/ports.ts', '@/components/ui/button'],
    ['lib/adapters/prisma/database.ts', '@/lib/server/env'],
    ['lib/server/commands/start-turn.ts', '@/lib/adapters/prisma/database'],
    ['lib/server/env.ts', '@/lib/adapters/prisma/database'],
    ['lib/server/services.ts', '@/components/ui/button'],
    ['components/chat/composer.tsx', '@/lib/server/services'],
    ['components/chat/composer.tsx', '@/lib/adapters/prisma/database'],
    ['components/chat/composer.tsx', '@/app/page'],
    ['components/ui/button.tsx', '@/components/chat/composer'],
    ['app/page.tsx', '@/lib/adapters/prisma/database'],
    ['instrumentation-node.ts', '@/lib/adapters/prisma/database'],
  ])('%s may not import %s', async (file, from) => {
    expect(await violations(file, importing(from))).toEqual([PATHS])
  })

  it.each([
    ['lib/core/models/model.ts', '@/lib/core/context/assemble-context'],
    ['lib/core/thread/thread.ts', '@/lib/core/turn/run-turn'],
    ['lib/core/context/assemble-context.ts', '@/lib/core/agents/agent'],
    ['lib/core/agents/agent.ts', '../turn/run-turn'],
    ['lib/core/turn/run-turn.ts', '@/lib/core/workflows/workflow'],
  ])('inside the core %s may not import %s', async (file, from) => {
    expect(await violations(file, importing(from))).toEqual([PATHS])
  })

  it.each([
    ['app/page.tsx', '@/components/chat/composer'],
    ['app/page.tsx', '@/lib/server/services'],
    ['app/page.tsx', '@/lib/core/errors'],
    ['components/chat/composer.tsx', '@/components/ui/button'],
    ['components/chat/composer.tsx', '@/lib/core/thread/thread'],
    ['lib/server/services.ts', '@/lib/adapters/prisma/database'],
    ['lib/server/commands/start-turn.ts', '@/lib/server/env'],
    ['lib/server/commands/start-turn.ts', '@/lib/core/turn/run-turn'],
    ['lib/server/commands/start-turn.test.ts', '@/lib/adapters/prisma/database'],
    ['lib/adapters/prisma/database.ts', '@/lib/core/ports'],
    ['lib/core/workflows/workflow.ts', '@/lib/core/turn/run-turn'],
    ['lib/core/agents/agent.ts', '@/lib/core/tools/tool'],
    ['lib/core/turn/run-turn.ts', '../models/model'],
    ['lib/core/turn/run-turn.ts', 'zod'],
    ['lib/core/turn/run-turn.ts', 'ai'],
    ['lib/core/context/assemble-context.ts', 'gpt-tokenizer/encoding/o200k_base'],
  ])('%s may import %s', async (file, from) => {
    expect(await violations(file, importing(from))).toEqual([])
  })

  it.each(['next/headers', '@prisma/client', 'pg', 'uuid', 'node:fs', 'server-only', 'ai-tools'])(
    'the core may not import the vendor %s',
    async (vendor) => {
      expect(await violations('lib/core/turn/run-turn.ts', importing(vendor))).toEqual([
        'no-restricted-imports',
      ])
    },
  )

  it('finds a cycle', async () => {
    writeFileSync(path.join(house, 'lib/server/env.ts'), importing('@/lib/server/services'))
    const found = await violations('lib/server/services.ts', importing('@/lib/server/env'))
    expect(found).toEqual(['import/no-cycle'])
  })
})

describe('the habits of the house', () => {
  it.each([
    ['lib/core/errors.ts', 'export const home = () => process.env.HOME\n', 'no-restricted-globals'],
    ['app/page.tsx', 'console.log(1)\n', 'no-console'],
    ['lib/server/env.ts', "console.error('x')\n", 'no-console'],
    ['bench/run.ts', 'export const x: any = 1\n', '@typescript-eslint/no-explicit-any'],
    ['app/page.tsx', 'const unused = 1\n', '@typescript-eslint/no-unused-vars'],
  ])('in %s refuses %j', async (file, code, rule) => {
    expect(await violations(file, code)).toEqual([rule])
  })

  it('lets scripts write to the console', async () => {
    expect(await violations('scripts/say.mjs', 'console.log(1)\n')).toEqual([])
  })
})
