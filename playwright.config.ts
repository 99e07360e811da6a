import path from 'node:path'
import { defineConfig, devices, type PlaywrightTestConfig } from '@playwright/test'
import { APP_ORIGIN, originOf, portsOf, WORKERS } from './e2e/support/addresses'
import { runFolder } from './e2e/support/run-folder'
import { isCi } from './scripts/environment.mjs'
import { findTestBrowser } from './scripts/find-browser.mjs'

const folder = runFolder()
const node = `exec "${process.execPath}"`
const logTo = (name: string) => `> "${path.join(folder, name)}" 2>&1`

type Servers = Extract<PlaywrightTestConfig['webServer'], unknown[]>

/** What the tests of one worker speak to: Skein, and the provider that it asks. */
function serversOf(worker: number): Servers {
  const { app, upstream } = portsOf(worker)
  return [
    {
      name: `upstream simulator ${worker}`,
      command: `${node} e2e/upstream/main.ts ${logTo(`upstream-${worker}.log`)}`,
      url: `${originOf(upstream)}/__upstream/health`,
      timeout: 20_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 },
      env: { UPSTREAM_PORT: String(upstream) },
    },
    {
      name: `Skein ${worker}`,
      command: `${node} node_modules/next/dist/bin/next start -H 127.0.0.1 -p ${app} ${logTo(`skein-${worker}.log`)}`,
      url: `${originOf(app)}/api/health/ready`,
      timeout: 60_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
      env: {
        NODE_ENV: 'production',
        NEXT_MANUAL_SIG_HANDLE: 'true',
        NEXT_TELEMETRY_DISABLED: '1',
        AUTH_MODE: 'none',
        SKEIN_DATA_DIR: path.join(folder, `data-${worker}`),
        OPENROUTER_BASE_URL: `${originOf(upstream)}/api/v1`,
        OPENROUTER_API_KEY: 'key-of-the-simulator',
        // Empty, so that a developer's `.env`, which Next reads too, cannot reach the tests.
        DATABASE_URL: '',
        OPENAI_API_KEY: '',
        OPENAI_BASE_URL: '',
        OPENAI_COMPATIBLE_BASE_URL: '',
        THESYS_API_KEY: '',
        DEFAULT_FALLBACK_MODELS: '',
        TRUSTED_PROXIES: '',
        LIMIT_CHAT: 'off',
        LIMIT_READS: 'off',
        LIMIT_SIGN_IN: 'off',
        LIMIT_SIGN_UP: 'off',
        LIMIT_WRITES: 'off',
      },
    },
  ]
}

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results',
  // The tests say what happens, `npm run bench` how fast: a slow or busy machine fails none.
  timeout: 90_000,
  expect: {
    timeout: 20_000,
    // Fonts are drawn a little differently from one version of the browser to the next.
    toHaveScreenshot: { maxDiffPixelRatio: 0.03 },
  },
  snapshotPathTemplate: '{arg}-{projectName}{ext}',
  workers: WORKERS,
  retries: 0,
  forbidOnly: isCi,
  reporter: [['list']],
  use: {
    baseURL: APP_ORIGIN,
    trace: isCi ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: findTestBrowser() ?? undefined,
      args: [
        '--no-sandbox',
        // Without windows Chromium would round the widths of letters, and set texts otherwise than with them.
        '--font-render-hinting=none',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
  projects: [
    {
      name: 'http',
      workers: 1,
      // Many of them start a server of their own.
      timeout: 300_000,
      testMatch: 'http/**/*.spec.ts',
      use: { trace: 'off' },
    },
    {
      name: 'desktop',
      workers: 2,
      testIgnore: 'http/**',
      grepInvert: /@phone/,
      use: { ...devices['Desktop Chrome'], channel: undefined },
    },
    {
      name: 'phone',
      workers: 2,
      testIgnore: 'http/**',
      grepInvert: /@desktop/,
      use: { ...devices['Pixel 7'] },
    },
  ],
  webServer: Array.from({ length: WORKERS }, (_, worker) => serversOf(worker)).flat(),
})
