'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'

const maxLength = 200

/** A title while it is being changed, in its place in the list. Called back once, with the old title when given up. */
export default function RenameThread({
  title,
  label,
  onDone,
}: {
  title: string
  label: string
  onDone: (title: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)

  useEffect(() => input.current?.select(), [])

  const finish = (next: string) => {
    if (isDone.current) return
    isDone.current = true
    onDone(next)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    const row = event.currentTarget.closest('li, section')
    // The drawer around it stays open.
    event.stopPropagation()
    finish(event.key === 'Enter' ? event.currentTarget.value.trim() : title)
    // Once the button is there again.
    requestAnimationFrame(() => row?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus())
  }

  return (
    <input
      ref={input}
      aria-label={label}
      defaultValue={title}
      maxLength={maxLength}
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value.trim())}
      className="border-accent bg-surface text-body coarse:h-11 coarse:text-reading h-9 w-full rounded-md border px-3 outline-none"
    />
  )
}
