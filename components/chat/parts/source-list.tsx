import type { MessagePart } from '@/lib/core/thread/message'

export type Source = Extract<MessagePart, { type: 'source-url' }>

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
const isWeb = (url: string) => /^https?:/.test(url)

/** The pages that a model says it used. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const shown = sources.filter(({ url }) => isWeb(url))
  if (shown.length === 0) return null
  return (
    <ul aria-label="Sources" className="flex flex-wrap gap-2">
      {shown.map(({ sourceId, url, title }) => (
        <li key={sourceId} className="max-w-full">
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="border-line bg-surface text-label hover:bg-hover coarse:min-h-11 inline-flex min-h-8 max-w-full items-center gap-2 rounded-full border px-3"
          >
            <span className="truncate">{title || hostOf(url)}</span>
            {title && <span className="text-ink-muted truncate">{hostOf(url)}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}
