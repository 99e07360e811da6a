'use client'

import { CopyButton } from '@/components/ui/copy-button'

const codeBeside = (button: HTMLElement) =>
  button.closest('[data-code]')?.querySelector('code')?.textContent ?? ''

/** Copies the code block that it stands in. */
export function CopyCodeButton() {
  return <CopyButton label="Copy code" size="small" tip="none" getText={codeBeside} />
}
