import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type QuestionTextProps = {
  text: string
  isSending?: boolean
  /** What was sent along. */
  children?: ReactNode
}

/** What a person wrote, as it was written, and what they sent along. */
export function QuestionText({ text, isSending = false, children }: QuestionTextProps) {
  return (
    <div
      className={clsx(
        'flex max-w-full flex-col items-end transition-opacity',
        isSending && 'opacity-75',
      )}
    >
      {children}
      {text !== '' && (
        <p className="bg-accent-soft text-reading max-w-full rounded-lg rounded-br-sm px-4 py-2.5 whitespace-pre-wrap">
          {text}
        </p>
      )}
    </div>
  )
}
