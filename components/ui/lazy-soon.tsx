import { useEffect, useState, type ComponentType } from 'react'

import { loadPatiently } from '@/components/ui/load-patiently'

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const
const waiting = new Set<() => void>()
const calmMs = 5000
let calm: ReturnType<typeof setTimeout>
const isServer = () => typeof window === 'undefined'

const nextTask = () => new Promise((resolve) => setTimeout(resolve))

const asDrawn = { __html: '' }
const markAsDrawn = (part: HTMLElement | null) => part?.setAttribute('data-drawn', '')

/**
 * A component that a page begins without. Its code is fetched at the first sign of a person or in a calm moment, so that it
 * is there when it is wanted; if it is shown before that, then. Until it comes, what the server has drawn stays as it is:
 * React would take it away (`<Suspense>`) as soon as anything around it changes. What is pressed in it is kept by
 * `keepEarlyPresses`.
 */
export function lazySoon<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null
  const remember = () =>
    load().then((module) => {
      known = module.default
    })
  if (isServer()) void remember()
  else soon(remember)

  // A page shows many parts at once: it answers to a person between them.
  let coming: Promise<{ default: ComponentType<Props> }> | undefined
  const come = () => (coming ??= nextTask().then(() => loadPatiently(load)))

  return function Soon(props: Props) {
    // One for as long as it is shown, else it would lose its state.
    const [Known, setKnown] = useState(() => known)
    useEffect(() => {
      if (Known) return
      come()
        .then((module) => setKnown(() => module.default))
        .catch((error: unknown) => {
          coming = undefined
          setKnown(() => {
            throw error
          })
        })
    }, [Known])
    return Known ? (
      <span key="works" className="contents">
        <Known {...props} />
      </span>
    ) : (
      <span
        key="drawn"
        ref={markAsDrawn}
        className="contents"
        dangerouslySetInnerHTML={asDrawn}
        suppressHydrationWarning
      />
    )
  }
}

/** Fetches code at the first sign of a person, or when the page has been calm for a while. */
export function soon(load: () => Promise<unknown>): void {
  if (isServer()) return
  if (waiting.size === 0) {
    for (const sign of signs) addEventListener(sign, begin, { passive: true })
    // There may be no connection any more when the first sign comes.
    calm = setTimeout(begin, calmMs)
  }
  // What fails is fetched again when it is wanted.
  waiting.add(() => void load().catch(() => undefined))
}

function begin() {
  clearTimeout(calm)
  for (const sign of signs) removeEventListener(sign, begin)
  for (const load of waiting) load()
  waiting.clear()
}
