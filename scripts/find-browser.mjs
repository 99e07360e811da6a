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

const firstThere = (candidates) => candidates.find((file) => file && existsSync(file)) ?? null

function onPath(name) {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)].filter(Boolean)
  return folders.map((folder) => path.join(folder, name))
}

/** A whole Chromium: CHROMIUM_PATH, Playwright's own, then the system's; null when there is none. */
export const findBrowser = () =>
  firstThere([
    process.env.CHROMIUM_PATH,
    playwrightChromium(),
    ...SYSTEM_NAMES.flatMap(onPath),
    ...MAC_APPS,
  ])

/**
 * Debian's Chromium without windows, which Playwright's `headless` asks for too: the same engine for a quarter less of
 * the processor; null when it is not installed.
 */
export const findHeadlessShell = () => firstThere(onPath('chromium-headless-shell'))

/** What the end-to-end tests run in: CHROMIUM_PATH, a Chromium without windows, or a whole one; null without any. */
export const findTestBrowser = () =>
  firstThere([process.env.CHROMIUM_PATH, findHeadlessShell(), findBrowser()])

export const HOW_TO_GET_BROWSER =
  'Run `npx playwright install --with-deps chromium`, or install Chromium or Google Chrome ' +
  '(Debian: apt-get install chromium), or name one in CHROMIUM_PATH.'
