import { runShortcut } from '@/components/shortcuts/shortcut-handlers'
import { isTouch } from '@/components/ui/is-touch'

/** Puts the focus into the composer when what had it is gone, but opens no keyboard of a phone. */
export function focusComposerIfLost(): void {
  requestAnimationFrame(() => {
    if (!isTouch() && document.activeElement === document.body) runShortcut('focus_composer')
  })
}
