import { ChevronRight } from 'lucide-react'

/** What a model thought before it answered, folded. */
export function ReasoningPart({ text, isThinking }: { text: string; isThinking: boolean }) {
  if (text.trim() === '') return null
  return (
    <details className="group/reasoning text-body text-ink-muted">
      <summary className="hover:text-ink coarse:h-11 -ml-1 inline-flex h-8 list-none items-center gap-1 rounded-sm pr-2 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden
          className="transition-transform group-open/reasoning:rotate-90"
        />
        {isThinking ? <span className="knot-pulse">Thinking…</span> : 'Reasoning'}
      </summary>
      <div className="border-line-strong mt-1 mb-2 ml-1.5 border-l pl-4 whitespace-pre-wrap">
        {text.trim()}
      </div>
    </details>
  )
}
