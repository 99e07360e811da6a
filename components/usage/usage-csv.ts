import type { UsageRow } from '@/lib/core/access/usage'

/** What was used, by day and model, as a table that other programs read (RFC 4180). */
export function usageCsv(rows: readonly UsageRow[]): string {
  const lines = rows.map(({ day, model, turns, input_tokens, output_tokens, cost }) =>
    [day, quoted(model), turns, input_tokens, output_tokens, cost].join(','),
  )
  return ['day,model,answers,input_tokens,output_tokens,cost_usd', ...lines, ''].join('\r\n')
}

/** A cell that begins so would be a formula to a spreadsheet. */
const quoted = (text: string) => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
