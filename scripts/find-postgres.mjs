import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The folders that may hold PostgreSQL's programs: PATH, then Debian's and Homebrew's, newest version first. */
function candidateFolders() {
  const versions = (base) =>
    existsSync(base)
      ? readdirSync(base)
          .sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a))
          .map((version) => path.join(base, version, 'bin'))
      : []
  const homebrew = [18, 17, 16, 15].map((version) => `/opt/homebrew/opt/postgresql@${version}/bin`)
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return [...onPath, ...versions('/usr/lib/postgresql'), ...homebrew]
}

/** The folder with both `initdb` and `postgres`, or null. */
export function findPostgres() {
  return (
    candidateFolders().find((folder) =>
      ['initdb', 'postgres'].every((program) => isProgram(path.join(folder, program))),
    ) ?? null
  )
}

export const HOW_TO_GET_POSTGRES =
  'Install PostgreSQL 15 or newer (Debian: apt-get install postgresql; macOS: brew install postgresql@17), ' +
  'or name a server that may create databases in TEST_DATABASE_URL.'
