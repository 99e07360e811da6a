// npm test [-- [--only format,lint,types,database,unit,build,e2e] [file pattern …]]
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { aptInstall } from './apt-install.mjs'
import { addCounts, countPlaywright, countVitest, NO_COUNTS } from './count-results.mjs'
import { isCi, root, toolEnv } from './environment.mjs'
import { findBrowser, findHeadlessShell, HOW_TO_GET_BROWSER } from './find-browser.mjs'
import { findPostgres, HOW_TO_GET_POSTGRES } from './find-postgres.mjs'
import { prepare } from './prepare.mjs'
import { runTool, ToolFailure } from './run-tool.mjs'
import { Advice, runStep } from './step.mjs'

const REPORTS = path.join(root, '.cache/test-reports')
const PASSED = { passed: 1, failed: 0, skipped: 0 }
const FAILED = { passed: 0, failed: 1, skipped: 0 }
const tool = (file) => path.join(root, 'node_modules', file)

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** A check by a tool that says yes or no: one passed or one failed. */
const check = (title, args, advice) => async (node) => {
  try {
    await runStep(title, () => runTool(node, args))
    return PASSED
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    console.error(`\n${error.output}\n\n${advice}\n`)
    return FAILED
  }
}

/** A test runner, whose own output is shown and whose JSON report is counted. */
async function runTests({ title, node, args, env, report, count }) {
  rmSync(report, { force: true })
  let exitedWell = true
  await runStep(title, async () => {
    console.log()
    await runTool(node, args, { env: toolEnv(env), show: true }).catch((error) => {
      if (!(error instanceof ToolFailure)) throw error
      exitedWell = false
    })
  })
  return count(readReport(report), exitedWell)
}

async function checkTypes(node) {
  const typegen = [tool('next/dist/bin/next'), 'typegen']
  const counts = await check(
    'Route types (next typegen)',
    typegen,
    'The route types could not be made.',
  )(node)
  if (counts.failed) return counts
  return check(
    'Types (tsc)',
    [tool('typescript/bin/tsc'), '--noEmit'],
    'Mend the types above.',
  )(node)
}

async function unitTests(node, patterns) {
  if (!process.env.TEST_DATABASE_URL && !findPostgres()) await aptInstall(['postgresql'])
  if (isCi && !process.env.TEST_DATABASE_URL && !findPostgres()) {
    console.error(`No PostgreSQL found, which CI needs. ${HOW_TO_GET_POSTGRES}`)
    return FAILED
  }
  const report = path.join(REPORTS, 'vitest.json')
  const only = patterns.length ? [...patterns, '--passWithNoTests'] : []
  return runTests({
    title: 'Unit and integration tests (vitest)',
    node,
    args: [
      tool('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...only,
    ],
    report,
    count: countVitest,
  })
}

async function build() {
  try {
    await prepare({ build: true })
    return PASSED
  } catch (error) {
    if (!(error instanceof Advice)) throw error
    console.error(`\n${error.message}\n`)
    return FAILED
  }
}

async function endToEndTests(node, patterns) {
  const missing = [
    ...(findBrowser() ? [] : ['chromium', 'fonts-liberation']),
    ...(isCi && !findHeadlessShell() ? ['chromium-headless-shell'] : []),
  ]
  if (missing.length > 0) await aptInstall(missing)
  if (!findBrowser()) {
    console.error(`No browser found for the end-to-end tests. ${HOW_TO_GET_BROWSER}`)
    return FAILED
  }
  const report = path.join(REPORTS, 'playwright.json')
  const only = patterns.length ? [...patterns, '--pass-with-no-tests'] : []
  return runTests({
    title: 'End-to-end tests (Playwright, desktop and phone)',
    node,
    args: [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json', ...only],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    report,
    count: countPlaywright,
  })
}

// Steps of one group all run; after a group in which a check failed the later groups do not.
const groups = [
  {
    format: check(
      'Format (prettier)',
      [tool('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
      'Run `npm run format`.',
    ),
    lint: check(
      'Lint (eslint)',
      [tool('eslint/bin/eslint.js'), '--max-warnings=0', '.'],
      'Mend the lines above; `npm run lint -- --fix` mends some by itself.',
    ),
    types: checkTypes,
    database: check(
      'Database drift (migrations against the schema)',
      [path.join(root, 'scripts/migration.mjs'), 'check'],
      'See CONTRIBUTING.md, "a migration".',
    ),
  },
  { unit: unitTests, build },
  { e2e: endToEndTests },
]
const stepNames = groups.flatMap((group) => Object.keys(group))

function readArguments(args) {
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='))
  if (at === -1) return { only: stepNames, patterns: args }
  const inline = args[at].includes('=')
  const list = inline ? args[at].slice('--only='.length) : (args[at + 1] ?? '')
  const only = list.split(',').filter(Boolean)
  const unknown = only.filter((name) => !stepNames.includes(name))
  if (unknown.length || only.length === 0)
    throw new Advice(`--only takes a list of: ${stepNames.join(', ')}; not "${list}".`)
  return { only, patterns: args.toSpliced(at, inline ? 1 : 2) }
}

let sum = NO_COUNTS

async function runChecks() {
  const { only, patterns } = readArguments(process.argv.slice(2))
  const needsBuild = only.includes('e2e') && !only.includes('build')
  const { node } = await prepare({ build: needsBuild })
  mkdirSync(REPORTS, { recursive: true })
  let stopped = false
  const failedSteps = []
  for (const group of groups) {
    const steps = Object.entries(group).filter(([name]) => only.includes(name))
    if (stopped) {
      for (const [name] of steps) console.log(`• Not run after the failure above: ${name}`)
      continue
    }
    for (const [name, run] of steps) {
      const counts = await run(node, patterns)
      sum = addCounts(sum, counts)
      if (counts.failed) failedSteps.push(name)
    }
    stopped = failedSteps.some((name) => name !== 'unit')
  }
  if (failedSteps.length) console.log(`\nFailed: ${failedSteps.join(', ')}`)
}

try {
  await runChecks()
} catch (error) {
  console.error(error instanceof Advice ? `\n${error.message}\n` : error)
  sum = addCounts(sum, FAILED)
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed ? 1 : 0
