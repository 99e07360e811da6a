import { clsx } from 'clsx'

/** What the person wrote, as it was written. */
export function Question({ text, isSending }: { text: string; isSending: boolean }) {
  return (
    <article aria-label="You" className="flex justify-end pl-10 sm:pl-24">
      <h2 className="sr-only">You</h2>
      <p
        className={clsx(
          'bg-accent-soft text-reading max-w-full rounded-lg rounded-br-sm px-4 py-2.5 whitespace-pre-wrap transition-opacity',
          isSending && 'opacity-60',
        )}
      >
        {text}
      </p>
    </article>
  )
}
