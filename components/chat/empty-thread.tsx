import { useTranslations } from 'next-intl'

import { SkeinMark } from '@/components/ui/skein-mark'

const suggestions = ['table', 'code', 'window', 'questions'] as const

export type EmptyThreadProps = { isNew: boolean; onSuggestion: (text: string) => void }

/** A thread without messages: a greeting and four ways to begin. */
export default function EmptyThread({ isNew, onSuggestion }: EmptyThreadProps) {
  const t = useTranslations('chat.begin')
  const Heading = isNew ? 'h1' : 'h2'
  return (
    <div className="px-4 pt-[clamp(0.5rem,22dvh-5rem,12rem)] sm:px-6">
      <div className="max-w-column mx-auto">
        <SkeinMark size={36} className="text-accent" />
        <Heading className="text-display mt-4 font-semibold tracking-[-0.025em] text-balance">
          {t('title')}
        </Heading>
        <p className="text-reading text-ink-muted mt-2 max-w-[34rem] text-pretty">{t('text')}</p>
        <ul
          aria-label={t('suggestions')}
          className="mt-8 grid gap-2 sm:grid-cols-2"
          data-needs-script
        >
          {suggestions.map((name) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => onSuggestion(t(name))}
                className="border-line bg-surface hover:border-line-strong hover:bg-hover text-body h-full w-full rounded-md border px-4 py-3 text-left text-pretty transition-colors"
              >
                {t(name)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
