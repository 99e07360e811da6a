import path from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

const support = (file: string) => path.join(import.meta.dirname, 'e2e/support', file)

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${import.meta.dirname}/` },
      { find: 'server-only', replacement: support('empty-module.ts') },
    ],
  },
  test: {
    environment: 'node',
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: [...configDefaults.exclude, '.cache/**', '.data/**', '.next*/**', 'bench/.work/**'],
    globalSetup: [support('postgres-server.ts'), support('pglite-template.ts')],
    setupFiles: [support('refuse-console-errors.ts')],
    // The tests say what happens, `npm run bench` how fast: a slow or busy machine fails none.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    restoreMocks: true,
    env: { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' },
  },
})
