import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

function* filesUnder(root, relative, accept) {
  let entries
  try {
    entries = readdirSync(path.join(root, relative), { withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = path.posix.join(relative, entry.name)
    if (!accept(name)) continue
    if (entry.isDirectory()) yield* filesUnder(root, name, accept)
    else if (entry.isFile()) yield name
  }
}

/** One hash over names and contents of `files`, relative to `root`; a missing file counts as such. */
export function hashFiles(root, files, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const file of files) {
    let content = null
    try {
      content = readFileSync(path.join(root, file))
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
    hash.update(`\0${file}\0${content === null ? 'missing' : content.length}\0`)
    if (content !== null) hash.update(content)
  }
  return hash.digest('hex')
}

const SOURCE_FOLDERS = ['app', 'components', 'i18n', 'lib', 'messages', 'prisma', 'public']
const ROOT_SOURCE = /^[^/]+\.(ts|tsx|mts|js|mjs|cjs|css|json)$/
const NOT_BUILT =
  /\.test\.tsx?$|\.spec\.ts$|\.md$|\.tsbuildinfo$|^lib\/adapters\/prisma\/generated$|^next-env\.d\.ts$|^(vitest|playwright|eslint)\.config\./

/** Every file whose content decides what `next build` makes. */
export function buildSources(root) {
  const accept = (name) => !NOT_BUILT.test(name)
  const top = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && ROOT_SOURCE.test(entry.name) && accept(entry.name))
    .map((entry) => entry.name)
    .sort()
  return [...top, ...SOURCE_FOLDERS.flatMap((folder) => [...filesUnder(root, folder, accept)])]
}

/**
 * The hash of the sources and of the environment variables that change a build.
 * @param {string} root
 * @param {Record<string, string | undefined>} env
 */
export function buildHash(root, env = process.env) {
  const names = Object.keys(env)
    .filter((name) => name.startsWith('NEXT_PUBLIC_'))
    .sort()
  const salt = JSON.stringify([
    env.SKEIN_STANDALONE === 'true',
    names.map((name) => [name, env[name]]),
  ])
  return hashFiles(root, buildSources(root), salt)
}
