import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { arePackagesFresh, installHash, packagesStamp } from './installed-packages.mjs'
import { withLock } from './lock.mjs'
import { buildHash } from './source-hash.mjs'

let root: string

const write = (file: string, content: string | object) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  writeFileSync(path.join(root, file), text)
}

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'skein-prepare-'))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('packages', () => {
  const locked = {
    packages: {
      '': { name: 'skein' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    },
  }
  const installed = { packages: { 'node_modules/a': locked.packages['node_modules/a'] } }

  beforeEach(() => write('package-lock.json', locked))

  it('are stale when nothing is installed', () => {
    expect(arePackagesFresh(root)).toBe(false)
  })

  it('are fresh after an install by hand that matches the lock file', () => {
    write('node_modules/.package-lock.json', installed)
    expect(arePackagesFresh(root)).toBe(true)
  })

  it.each([
    ['a required package is missing', {}],
    ['a version differs', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['one is left over', { ...installed.packages, 'node_modules/b': { version: '1.0.0' } }],
  ])('are stale when %s', (_case, packages) => {
    write('node_modules/.package-lock.json', { packages })
    expect(arePackagesFresh(root)).toBe(false)
  })

  it('are stale when the lock file asks for more than was stamped', () => {
    write('node_modules/.package-lock.json', installed)
    writeFileSync(packagesStamp(root), installHash(root))
    const packages = { ...locked.packages, 'node_modules/new': { version: '2.0.0' } }
    write('package-lock.json', { packages })
    expect(arePackagesFresh(root)).toBe(false)
  })
})

describe('the build', () => {
  beforeEach(() => {
    write('next.config.ts', 'export default {}')
    write('app/page.tsx', 'one')
    write('lib/core/errors.ts', 'one')
  })

  it.each([
    ['a source changes', 'app/page.tsx'],
    ['a source is added', 'components/ui/button.tsx'],
    ['the configuration changes', 'next.config.ts'],
    ['a migration is added', 'prisma/migrations/1_init/migration.sql'],
    ['a public file is added', 'public/icon.svg'],
  ])('is stale when %s', (_case, file) => {
    const before = buildHash(root)
    write(file, 'two')
    expect(buildHash(root)).not.toBe(before)
  })

  it.each([
    ['tests', 'lib/core/errors.test.ts'],
    ['notes', 'README.md'],
    ['generated code', 'lib/adapters/prisma/generated/client.ts'],
    ['data', '.data/skein.db'],
    ['end-to-end tests', 'e2e/chat.spec.ts'],
  ])('does not depend on %s', (_case, file) => {
    const before = buildHash(root)
    write(file, 'two')
    expect(buildHash(root)).toBe(before)
  })

  it('depends on the kind of output', () => {
    expect(buildHash(root, { SKEIN_STANDALONE: 'true' })).not.toBe(buildHash(root, {}))
  })
})

describe('the lock', () => {
  const lock = () => path.join(root, '.cache/prepare.lock')

  it('lets one in after the other', async () => {
    const say = vi.spyOn(console, 'log').mockImplementation(() => {})
    const log: string[] = []
    let leave = () => {}
    const inside = new Promise<void>((resolve) => (leave = resolve))
    const first = withLock(lock(), async () => {
      log.push('first in')
      await inside
      log.push('first out')
    })
    const second = withLock(lock(), async () => void log.push('second in'))
    leave()
    await Promise.all([first, second])
    expect(log).toEqual(['first in', 'first out', 'second in'])
    expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(String(process.pid)))
  })

  it('is free again after its work failed', async () => {
    const failing = withLock(lock(), () => Promise.reject(new Error('broken')))
    await expect(failing).rejects.toThrow('broken')
    expect(await withLock(lock(), async () => 'in')).toBe('in')
  })

  it('is taken over from a process that died', async () => {
    write('.cache/prepare.lock/pid', '4194305')
    expect(await withLock(lock(), async () => 'in')).toBe('in')
  })
})
