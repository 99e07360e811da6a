import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { withPreparedQueries } from '@/lib/adapters/prisma/prepared-queries'

describe('prepared queries', () => {
  let plain: PGlite
  let prepared: PGlite

  beforeAll(async () => {
    plain = await PGlite.create()
    await plain.exec(
      `CREATE TABLE thing (id int PRIMARY KEY, name text, tags text[], at timestamptz, data jsonb)`,
    )
    prepared = withPreparedQueries((await plain.clone()) as PGlite)
  })
  afterAll(() => Promise.all([plain.close(), prepared.close()]))

  const insert = `INSERT INTO thing VALUES ($1, $2, $3, $4, $5) RETURNING *`
  const cases: unknown[][] = [
    [1, 'a', ['x', 'y "z"'], new Date('2026-01-02T03:04:05.678Z'), { deep: [1, null, 'ü'] }],
    [2, null, null, null, null],
    [3, '', [], '2026-01-01T00:00:00Z', '"text"'],
  ]

  it.each(cases)('gives what PGlite gives for row %s', async (...values) => {
    const options = { rowMode: 'array' } as const
    const { rows, fields, affectedRows } = await prepared.query(insert, values, options)
    const expected = await plain.query(insert, values, options)
    expect({ rows, fields, affectedRows }).toEqual({
      rows: expected.rows,
      fields: expected.fields,
      affectedRows: expected.affectedRows,
    })
  })

  it('tells errors as PGlite does, and goes on', async () => {
    const options = { rowMode: 'array' } as const
    await expect(prepared.query(insert, cases[0], options)).rejects.toMatchObject({ code: '23505' })
    await expect(prepared.query('SELECT nowhere', [], options)).rejects.toMatchObject({
      code: '42703',
    })
    await expect(prepared.query('SELECT nowhere', [], options)).rejects.toMatchObject({
      code: '42703',
    })
    const { rows } = await prepared.query('SELECT count(*)::int FROM thing', [], options)
    expect(rows).toEqual([[3]])
  })

  it('counts the rows that a statement changed', async () => {
    const { affectedRows, rows } = await prepared.query(`UPDATE thing SET name = $1`, ['b'], {
      rowMode: 'array',
    })
    expect({ affectedRows, rows }).toEqual({ affectedRows: 3, rows: [] })
  })

  it('waits for a transaction to end, and sees what it wrote', async () => {
    const options = { rowMode: 'array' } as const
    const count = 'SELECT count(*)::int FROM thing WHERE id > 100'
    const [, seen] = await Promise.all([
      prepared.transaction(async (tx) => {
        await tx.query('INSERT INTO thing (id) VALUES (101)')
        await tx.query('INSERT INTO thing (id) VALUES (102)')
      }),
      prepared.query(count, [], options),
    ])
    expect(seen.rows).toEqual([[2]])
  })
})
