/** A number of bytes as people write it: “12 kB”, “1.4 MB”. */
export function formatBytes(bytes: number, locale: string): string {
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const digits = unit === 'megabyte' && value < 10 ? 1 : 0
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: digits,
  }).format(value < 1 ? Math.ceil(value) : value)
}
