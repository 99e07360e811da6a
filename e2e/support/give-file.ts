import type { Page } from '@playwright/test'
import { smallPng } from './small-png'

/** Gives the page a picture as a paste or a drop does; says whether it was taken from the browser, which would open it. */
export const giveFile = (page: Page, kind: 'paste' | 'dragover' | 'drop', name: string) =>
  page.evaluate(
    ([type, fileName, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], fileName, { type: 'image/png' }))
      const options = { bubbles: true, cancelable: true }
      const event =
        type === 'paste'
          ? new ClipboardEvent(type, { ...options, clipboardData: data })
          : new DragEvent(type, { ...options, dataTransfer: data })
      document.querySelector('main textarea')?.dispatchEvent(event)
      return event.defaultPrevented
    },
    [kind, name, smallPng.toString('base64')] as const,
  )
