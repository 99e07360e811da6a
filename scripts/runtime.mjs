import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './environment.mjs'
import { Advice } from './step.mjs'

const OLDEST = [22, 13]

const isRecentEnough = (version) => {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/**
 * The Node that runs the product: the Node 24 that package.json pins (an optional dependency, Linux with glibc),
 * else the one that runs this script when it is recent enough.
 */
export function chooseRuntime() {
  const pinned = path.join(root, 'node_modules/.bin/node')
  if (existsSync(pinned)) {
    const answer = spawnSync(pinned, ['--version'], { encoding: 'utf8' })
    if (answer.status === 0) return { node: pinned, version: answer.stdout.trim() }
  }
  if (isRecentEnough(process.version)) return { node: process.execPath, version: process.version }
  throw new Advice(
    `Skein runs on Node 24 (or at least ${OLDEST.join('.')}); this is Node ${process.version}, and the pinned Node 24 is not ` +
      `available for ${process.platform}-${process.arch} here.\n` +
      `Install Node 24 (https://nodejs.org, or \`nvm install\` in this folder) and run the same command again.`,
  )
}
