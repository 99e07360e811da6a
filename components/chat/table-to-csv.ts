const quoted = /[",\n\r]/

const cellOf = (text: string): string =>
  quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** The cells of a table as comma-separated values. */
export const tableToCsv = (table: HTMLTableElement): string =>
  [...table.rows]
    .map((row) => [...row.cells].map((cell) => cellOf(cell.textContent.trim())).join(','))
    .join('\r\n')
