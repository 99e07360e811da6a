import type { ImportFailure } from '@/lib/core/transfer/import-result'

/** The threads that could not be imported, each with the reason. */
export function ImportFailures({ failures }: { failures: readonly ImportFailure[] }) {
  if (failures.length === 0) return null
  return (
    <ul aria-label="Threads that could not be imported" className="border-line grid border-t">
      {failures.map(({ index, title, message }) => (
        <li key={index} className="border-line text-body border-b py-2">
          <p className="font-medium">{title ?? `Thread ${index + 1}`}</p>
          <p className="text-label text-ink-muted">{message}</p>
        </li>
      ))}
    </ul>
  )
}
