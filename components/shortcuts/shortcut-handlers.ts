import type { ShortcutAction } from '@/components/shortcuts/shortcut-actions'

type Run = () => void

const handlers = new Map<ShortcutAction, Run[]>()

/** Says what an action does from now on; what it did before comes back when the returned function is called. */
export function handleShortcut(action: ShortcutAction, run: Run): () => void {
  handlers.set(action, [...(handlers.get(action) ?? []), run])
  return () => {
    const left = (handlers.get(action) ?? []).filter((each) => each !== run)
    handlers.set(action, left)
  }
}

/** Does what an action does here. False when it does nothing here. */
export function runShortcut(action: ShortcutAction): boolean {
  const run = handlers.get(action)?.at(-1)
  run?.()
  return run !== undefined
}
