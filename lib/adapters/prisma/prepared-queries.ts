import { protocol, type PGlite, type Results } from '@electric-sql/pglite'

type QueryOptions = Parameters<PGlite['query']>[2]
type Column = { name: string; dataTypeID: number }
type Statement = { name: string; parameterTypes: number[]; columns: Column[] }

/** More texts than the code has; what comes beyond them is planned each time. */
const mostStatements = 300

const { serialize } = protocol

/**
 * Makes `query` prepare each SQL text once and run it by one message: PGlite itself parses and plans at every call and
 * crosses into WebAssembly five times. All else, transactions included, is PGlite's own.
 */
export function withPreparedQueries(pglite: PGlite): PGlite {
  const statements = new Map<string, Statement>()
  let prepared = 0
  const queryPlainly = pglite.query.bind(pglite)

  async function prepare(sql: string): Promise<Statement> {
    const name = `q${++prepared}`
    const { messages } = await pglite.execProtocol(
      concat([
        serialize.parse({ name, text: sql }),
        serialize.describe({ type: 'S', name }),
        serialize.sync(),
      ]),
    )
    const statement: Statement = { name, parameterTypes: [], columns: [] }
    for (const message of messages) {
      if (message.name === 'parameterDescription') {
        statement.parameterTypes = (message as unknown as { dataTypeIDs: number[] }).dataTypeIDs
      } else if (message.name === 'rowDescription') {
        const { fields } = message as unknown as { fields: Column[] }
        statement.columns = fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }))
      }
    }
    statements.set(sql, statement)
    return statement
  }

  function bind({ name, parameterTypes }: Statement, values: unknown[]): Uint8Array {
    const texts = values.map((value, index) => {
      if (value === null || value === undefined) return null
      const encode = pglite.serializers[parameterTypes[index] ?? 0]
      return encode ? encode(value) : String(value)
    })
    return concat([
      serialize.bind({ statement: name, values: texts }),
      serialize.execute({}),
      serialize.sync(),
    ])
  }

  async function run(sql: string, values: unknown[], options: QueryOptions): Promise<Results> {
    const statement = statements.get(sql) ?? (await prepare(sql))
    const { messages } = await pglite.execProtocol(bind(statement, values))
    const parsers = { ...pglite.parsers, ...options?.parsers }
    const rows: unknown[][] = []
    let affectedRows = 0
    for (const message of messages) {
      if (message.name === 'dataRow') {
        const { fields } = message as unknown as { fields: (string | null)[] }
        rows.push(
          fields.map((text, index) => {
            const type = statement.columns[index]?.dataTypeID ?? 0
            const parse = parsers[type]
            return text === null || !parse ? text : parse(text, type)
          }),
        )
      } else if (message.name === 'commandComplete') {
        const { text } = message as unknown as { text: string }
        affectedRows = Number(text.split(' ').at(-1)) || 0
      }
    }
    return { rows: rows as Results['rows'], fields: statement.columns, affectedRows }
  }

  const query: PGlite['query'] = async <T>(
    sql: string,
    values: unknown[] = [],
    options?: QueryOptions,
  ) => {
    const isKnown = statements.has(sql) || statements.size < mostStatements
    if (options?.rowMode !== 'array' || !isKnown) return queryPlainly<T>(sql, values, options)
    await pglite.waitReady
    return pglite._runExclusiveTransaction(() =>
      pglite._runExclusiveQuery(() => run(sql, values, options)),
    ) as Promise<Results<T>>
  }
  return Object.assign(pglite, { query })
}

function concat(messages: Uint8Array[]): Uint8Array {
  return Buffer.concat(messages)
}
