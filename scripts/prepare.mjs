import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { distDir, root, toolEnv } from './environment.mjs'
import { arePackagesFresh, installHash, packagesStamp } from './installed-packages.mjs'
import { withLock } from './lock.mjs'
import { runTool, ToolFailure } from './run-tool.mjs'
import { chooseRuntime } from './runtime.mjs'
import { buildHash, hashFiles } from './source-hash.mjs'
import { Advice, runScript, runStep, skipStep } from './step.mjs'

const GENERATED = path.join(root, 'lib/adapters/prisma/generated')
const GENERATED_STAMP = path.join(GENERATED, '.skein-generated')
const buildStamp = () => path.join(distDir(), 'skein-build')

const holds = (file, content) => existsSync(file) && readFileSync(file, 'utf8') === content

async function advise(work, what) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    throw new Advice(`${error.output}\n\n${error.message}.\n${what}`)
  }
}

// npm deletes node_modules first, so it must not run on the Node that lies in there; and NODE_ENV=production would
// leave out what the build needs.
function installEnv() {
  const outside = (entry) => !entry.endsWith(path.join('node_modules', '.bin'))
  const entries = (process.env.PATH ?? '').split(path.delimiter).filter(outside)
  return toolEnv({ NODE_ENV: 'development', PATH: entries.join(path.delimiter) })
}

const packages = {
  fresh: 'Packages are up to date',
  title: 'Installing packages (npm ci; a minute or two the first time)',
  isFresh: () => arePackagesFresh(root),
  async run() {
    await advise(
      () =>
        runTool('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], {
          env: installEnv(),
        }),
      'The packages could not be installed. Check the network and the free disk space (1.5 GB), then run the same ' +
        'command again; `npm ci` by itself shows the whole output.',
    )
    writeFileSync(packagesStamp(root), installHash(root))
  },
}

const clientHash = () =>
  hashFiles(root, ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'])

const databaseClient = {
  fresh: 'Database client is up to date',
  title: 'Generating the database client (prisma generate)',
  isFresh: () => holds(GENERATED_STAMP, clientHash()),
  async run() {
    const tool = path.join(root, 'node_modules/prisma/build/index.js')
    await advise(
      () => runTool(chooseRuntime().node, [tool, 'generate']),
      'The database client could not be generated: mend prisma/schema.prisma, then run the same command again.',
    )
    writeFileSync(GENERATED_STAMP, clientHash())
  },
}

const appBuild = {
  fresh: 'Build is up to date',
  title: 'Building the app (next build)',
  isFresh: () =>
    existsSync(path.join(distDir(), 'BUILD_ID')) && holds(buildStamp(), buildHash(root)),
  async run() {
    const hash = buildHash(root)
    rmSync(buildStamp(), { force: true })
    const tool = path.join(root, 'node_modules/next/dist/bin/next')
    await advise(
      () =>
        runTool(chooseRuntime().node, [tool, 'build'], {
          env: toolEnv({ NODE_ENV: 'production' }),
        }),
      'The app could not be built: mend what the lines above name, then run the same command again.',
    )
    writeFileSync(buildStamp(), hash)
  },
}

/**
 * Makes a checkout ready: packages, database client and, when asked for, the production build, each only when it is
 * missing or stale. Safe to call from several processes. Returns the runtime `{ node, version }` to start things with.
 */
export async function prepare({ build = false } = {}) {
  const steps = build ? [packages, databaseClient, appBuild] : [packages, databaseClient]
  const allFresh = () => steps.every((step) => step.isFresh())
  const work = async () => {
    for (const step of steps) {
      if (step.isFresh()) skipStep(step.fresh)
      else await runStep(step.title, step.run)
    }
  }
  if (allFresh()) await work()
  else await withLock(path.join(root, '.cache/prepare.lock'), work)
  return chooseRuntime()
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runScript(async () => {
    await prepare({ build: process.argv.includes('--build') })
  })
}
