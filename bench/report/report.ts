export type Table = { title: string; columns: string[]; rows: string[][]; note?: string }

export type Target = {
  what: string
  value: number
  bound: 'at most' | 'at least'
  limit: number
  unit: string
}

/** What a section of the bench has found. */
export type Findings = {
  tables: Table[]
  targets: Target[]
  /** Answers that were lost, doubled or stored otherwise than streamed. */
  faults: string[]
  /** The figures behind the tables, for machines. */
  figures: unknown
}

export const isReached = ({ value, bound, limit }: Target): boolean =>
  bound === 'at most' ? value <= limit : value >= limit

/** A number with three significant digits, but never fewer digits than its whole part has. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toFixed(digits)
}

function describe(target: Target): string {
  if (isReached(target)) return 'reached'
  const { value, limit, unit } = target
  if (!Number.isFinite(value)) return 'MISSED: not measured'
  const share = Math.round((100 * Math.abs(value - limit)) / limit)
  return `MISSED by ${`${formatNumber(Math.abs(value - limit))} ${unit}`.trim()} (${share} %)`
}

/** The targets as a table, each reached or missed by how much. */
export const targetTable = (targets: Target[]): Table => ({
  title: 'Targets',
  columns: ['target', 'limit', 'measured', ''],
  rows: targets.map((target) => [
    target.what,
    `${target.bound} ${target.limit} ${target.unit}`.trim(),
    `${formatNumber(target.value)} ${target.unit}`.trim(),
    describe(target),
  ]),
})

/** A table for the terminal, its columns aligned. */
export function toText({ title, columns, rows, note }: Table): string {
  const lines = [columns, ...rows]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const align = (line: string[]) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!)))
      .join('  ')
  const ruler = widths.map((width) => '─'.repeat(width)).join('  ')
  const body = [align(columns), ruler, ...rows.map(align)]
  return [`\n${title}`, ...(note ? [note] : []), '', ...body].join('\n')
}

/** A table to paste into a Markdown page. */
export function toMarkdown({ title, columns, rows, note }: Table): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const ruler = line(columns.map((_, at) => (at === 0 ? '---' : '--:')))
  return [`### ${title}`, '', ...(note ? [note, ''] : []), line(columns), ruler, ...rows.map(line)]
    .join('\n')
    .concat('\n')
}
