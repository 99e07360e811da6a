import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { envSchema, parseEnv } from '@/lib/server/env'

describe('the environment', () => {
  it('has defaults for everything', () => {
    const env = parseEnv({})
    expect(env).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', TURN_IDLE_TIMEOUT: 60_000 })
    expect(env.SKEIN_DATA_DIR).toMatch(/\/\.data$/)
  })

  it('takes empty variables as unset', () => {
    expect(parseEnv({ DATABASE_URL: '', OPENAI_API_KEY: '' })).toEqual(parseEnv({}))
  })

  it('names every variable that is wrong', () => {
    const wrong = { PORT: 'x', DATABASE_URL: 'mysql://a', TURN_IDLE_TIMEOUT: '-1' }
    expect(() => parseEnv(wrong)).toThrow(/PORT: .*\n.*DATABASE_URL: .*\n.*TURN_IDLE_TIMEOUT: /)
  })

  it('is told in the README, each variable with its meaning', () => {
    const readme = readFileSync('README.md', 'utf8')
    const told = [...readme.matchAll(/^\| `([A-Z_]+)` +\|[^|]*\| (.*?) +\|$/gm)].map(
      ([, name, meaning]) => [name, meaning],
    )
    const known = Object.entries(envSchema.shape).map(([name, schema]) => [
      name,
      schema.description,
    ])
    expect(told).toEqual(known)
  })
})
