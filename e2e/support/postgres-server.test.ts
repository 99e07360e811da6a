import { Client } from 'pg'
import { expect, inject, it } from 'vitest'
import { createFreshDatabase } from './fresh-database'

const serverUrl = inject('postgresUrl')

it.skipIf(!serverUrl)(
  'gives each test an own database on a PostgreSQL of 15 or newer',
  async () => {
    const database = await createFreshDatabase(serverUrl!)
    const client = new Client({ connectionString: database.url })
    await client.connect()
    const { rows } = await client.query(
      "SELECT current_database() AS name, current_setting('server_version_num')::int AS version",
    )
    await client.end()
    await database.drop()
    expect(database.url).toContain(rows[0].name)
    expect(rows[0].version).toBeGreaterThanOrEqual(150_000)
  },
)
