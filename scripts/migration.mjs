// npm run db:new -- <name>   writes a migration that takes the database from the migrations to prisma/schema.prisma
// npm run db:check           fails when the migrations and prisma/schema.prisma disagree
// Partial and expression indexes, which Prisma's schema cannot say, are written by hand into a migration: the diff
// leaves them alone. CHECK constraints likewise.
// Needs neither Prisma's native engine nor a running database: the migrations are replayed into an in-memory PGlite.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root } from './environment.mjs'
import { Advice, runScript } from './step.mjs'

const MIGRATIONS = path.join(root, 'prisma/migrations')
const SCHEMA = path.join(root, 'prisma/schema.prisma')

const migrationFiles = () =>
  existsSync(MIGRATIONS)
    ? readdirSync(MIGRATIONS)
        .sort()
        .map((name) => path.join(MIGRATIONS, name, 'migration.sql'))
        .filter((file) => existsSync(file))
    : []

async function openSchemaEngine() {
  const require = createRequire(import.meta.url)
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const code = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(code, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue.SchemaEngine
}

async function replayMigrations(database) {
  for (const file of migrationFiles()) {
    try {
      await database.exec(readFileSync(file, 'utf8'))
    } catch (error) {
      throw new Advice(`${path.relative(root, file)} cannot be applied: ${error.message}`)
    }
  }
}

async function diffToSchema(database) {
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils')
  const { PrismaPGlite } = await import('pglite-prisma-adapter')
  const SchemaEngine = await openSchemaEngine()
  const content = readFileSync(SCHEMA, 'utf8')
  const files = [{ path: SCHEMA, content }]
  const engine = await SchemaEngine.new(
    { datamodels: [[SCHEMA, content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database)),
  )
  const { exitCode, stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: root },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return exitCode === 0 ? '' : stdout.trim()
}

async function pendingSql() {
  const { PGlite } = await import('@electric-sql/pglite')
  const database = await PGlite.create()
  try {
    await replayMigrations(database)
    return await diffToSchema(database)
  } finally {
    await database.close()
  }
}

function writeMigration(name, sql) {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(MIGRATIONS, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), `${sql}\n`)
  writeFileSync(path.join(MIGRATIONS, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return path.relative(root, path.join(folder, 'migration.sql'))
}

await runScript(async () => {
  const [command, name] = process.argv.slice(2)
  if (command === 'check') {
    const sql = await pendingSql()
    if (!sql) return console.log('The migrations and prisma/schema.prisma agree.')
    throw new Advice(
      `The migrations and prisma/schema.prisma disagree; this would bring them together:\n\n${sql}\n\n` +
        `Run \`npm run db:new -- <name>\` to write it as a migration, or mend the schema.`,
    )
  }
  if (command === 'new' && /^[a-z0-9]+(_[a-z0-9]+)*$/.test(name ?? '')) {
    const sql = await pendingSql()
    if (!sql) return console.log('Nothing to do: the migrations and prisma/schema.prisma agree.')
    return console.log(`Wrote ${writeMigration(name, sql)}. Read it before you commit it.`)
  }
  throw new Advice('Usage: npm run db:new -- <name_in_snake_case>, or npm run db:check')
})
