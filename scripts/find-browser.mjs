import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function playwrightChromium() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  } catch {
    return null
  }
}

/** A Chromium for the end-to-end tests: CHROMIUM_PATH, Playwright's own, then the system's; null when there is none. */
export function findBrowser() {
  const onPath = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)].filter(Boolean)
  const candidates = [
    process.env.CHROMIUM_PATH,
    playwrightChromium(),
    ...SYSTEM_NAMES.flatMap((name) => onPath.map((folder) => path.join(folder, name))),
    ...MAC_APPS,
  ]
  return candidates.find((file) => file && existsSync(file)) ?? null
}

export const HOW_TO_GET_BROWSER =
  'Run `npx playwright install --with-deps chromium`, or install Chromium or Google Chrome ' +
  '(Debian: apt-get install chromium), or name one in CHROMIUM_PATH.'
