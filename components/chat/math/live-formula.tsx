'use client'

import { useEffect, useMemo, useSyncExternalStore } from 'react'

import type { FormulaProps } from '@/components/chat/math/formula'
import { FormulaView } from '@/components/chat/math/formula-view'
import type { renderTex } from '@/components/chat/math/render-tex'

let loaded: typeof renderTex | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

/** Fetches what renders formulas, with its style sheet, when the first one shows. */
function load() {
  loading ??= import('@/components/chat/math/render-styled-tex')
    .then((module) => {
      loaded = module.renderTex
      for (const listener of listeners) listener()
    })
    .catch(() => {
      // Their sources are readable; the next formula tries again.
      loading = null
    })
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A formula rendered in the browser; until that can be done, its source. */
export function LiveFormula(props: FormulaProps) {
  const { tex, isDisplayed = false } = props
  const render = useSyncExternalStore(
    subscribe,
    () => loaded,
    () => null,
  )
  useEffect(load, [])
  const html = useMemo(() => render?.(tex, isDisplayed) ?? null, [render, tex, isDisplayed])
  return <FormulaView {...props} html={html} />
}
