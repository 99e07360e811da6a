'use client'

import { useEffect, useState, type KeyboardEvent } from 'react'

const idOf = (id: string) => `model-option-${id}`

/** The option of a list that the arrow keys are on while the focus stays in the search field. */
export function useActiveOption({
  ids,
  initial,
  onChoose,
}: {
  ids: readonly string[]
  initial: string | null
  onChoose: (id: string) => void
}) {
  const [moved, setMoved] = useState<string | null>(null)
  const active = [moved, initial].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null

  useEffect(() => {
    if (active !== null) document.getElementById(idOf(active))?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const index = active === null ? -1 : ids.indexOf(active)
    const target = { ArrowDown: index + 1, ArrowUp: index - 1 }[event.key]
    if (target !== undefined) {
      event.preventDefault()
      setMoved(ids.at(target % ids.length) ?? null)
    } else if (event.key === 'Enter' && active !== null) {
      event.preventDefault()
      onChoose(active)
    }
  }

  return { active, onKeyDown, idOf }
}
