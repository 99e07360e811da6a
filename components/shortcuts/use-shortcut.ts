'use client'

import { useEffect, useEffectEvent } from 'react'

import type { ShortcutAction } from '@/components/shortcuts/shortcut-actions'
import { handleShortcut } from '@/components/shortcuts/shortcut-handlers'

/**
 * Says what an action of `shortcut-actions.ts` does while this component is on the page and `isActive`. Of several the
 * newest counts.
 */
export function useShortcut(
  action: ShortcutAction,
  run: () => void,
  { isActive = true }: { isActive?: boolean } = {},
): void {
  const runNow = useEffectEvent(run)
  useEffect(() => {
    if (isActive) return handleShortcut(action, () => runNow())
  }, [action, isActive])
}
