import type { ReactNode } from 'react'

/** A text with the places of what was searched for marked. */
export function Highlighted({
  text,
  places,
}: {
  text: string
  places: readonly (readonly [start: number, end: number])[]
}) {
  const pieces: ReactNode[] = []
  let at = 0
  for (const [start, end] of places) {
    pieces.push(
      text.slice(at, start),
      <mark key={start} className="bg-accent-soft text-ink rounded-sm font-semibold">
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  return (
    <bdi>
      {pieces}
      {text.slice(at)}
    </bdi>
  )
}
