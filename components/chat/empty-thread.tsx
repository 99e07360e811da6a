import { SkeinMark } from '@/components/ui/skein-mark'

const suggestions = [
  'Compare SQLite and PostgreSQL for a small team, as a table',
  'Write code that lists the models of this server with their prices',
  'Explain what a context window is, and what happens when it is full',
  'Give me a list of questions to ask before adding a dependency',
]

/** A thread without messages: a greeting and four ways to begin. */
export function EmptyThread({
  isNew,
  onSuggestion,
}: {
  isNew: boolean
  onSuggestion: (text: string) => void
}) {
  const Heading = isNew ? 'h1' : 'h2'
  return (
    <div className="px-4 pt-[clamp(0.5rem,22dvh-5rem,12rem)] sm:px-6">
      <div className="max-w-column mx-auto">
        <SkeinMark size={36} className="text-accent" />
        <Heading className="text-display mt-4 font-semibold tracking-[-0.025em] text-balance">
          Pick up a thread
        </Heading>
        <p className="text-reading text-ink-muted mt-2 max-w-[34rem] text-pretty">
          One conversation, any model. Change it whenever you like; what was said comes along.
        </p>
        <ul aria-label="Suggestions" className="mt-8 grid gap-2 sm:grid-cols-2" data-needs-script>
          {suggestions.map((text) => (
            <li key={text}>
              <button
                type="button"
                onClick={() => onSuggestion(text)}
                className="border-line bg-surface hover:border-line-strong hover:bg-hover text-body h-full w-full rounded-md border px-4 py-3 text-left text-pretty transition-colors"
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
