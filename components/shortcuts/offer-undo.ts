import { handleShortcut } from '@/components/shortcuts/shortcut-handlers'
import { toastStore } from '@/components/ui/toast-store'

/** Says what was done and offers, for as long as it is said, to take it back, by its button or by keys. */
export function offerUndo({
  message,
  label,
  undo,
  onExpire,
}: {
  message: string
  label: string
  undo: () => void
  /** Called when nobody took it back. */
  onExpire?: () => void
}): void {
  const run = () => {
    release()
    undo()
  }
  const id = toastStore.show({
    message,
    action: { label, run },
    onExpire() {
      release()
      onExpire?.()
    },
  })
  const release = handleShortcut('undo', () => {
    toastStore.remove(id, false)
    run()
  })
}
