import { test } from '../fixtures'
import { UPSTREAM_ORIGIN } from './addresses'
import { startSkein, type Skein } from './start-skein'

/** Tests against one server of their own with accounts, which asks the simulated provider. */
export const withOwnSkein = (name: string, env: Record<string, string>) =>
  test.extend<object, { skein: Skein }>({
    skein: [
      async ({}, lend) => {
        const skein = await startSkein({
          name,
          env: {
            AUTH_MODE: 'accounts',
            OPENROUTER_BASE_URL: `${UPSTREAM_ORIGIN}/api/v1`,
            OPENROUTER_API_KEY: 'key-of-the-simulator',
            ...env,
          },
        })
        await lend(skein)
        await skein.dispose()
      },
      { scope: 'worker', timeout: 180_000 },
    ],
    baseURL: async ({ skein }, lend) => lend(skein.origin),
  })
