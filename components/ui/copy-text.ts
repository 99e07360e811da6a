/**
 * Puts a text on the clipboard. The text may still be on its way, which browsers allow only inside the click that asked for
 * it. Rejects when the browser refuses.
 */
export async function copyText(text: string | Promise<string>): Promise<void> {
  // Plain http on another host than localhost has no clipboard API.
  if (!navigator.clipboard) return copyBySelection(await text)
  if (typeof text === 'string' || typeof ClipboardItem === 'undefined') {
    return navigator.clipboard.writeText(await text)
  }
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }))
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}

function copyBySelection(text: string) {
  const focused = document.activeElement as HTMLElement | null
  const area = document.createElement('textarea')
  area.value = text
  area.style.cssText = 'position:fixed;opacity:0'
  // What is outside a modal dialog cannot be selected.
  const dialog = [...document.querySelectorAll('dialog:modal')].at(-1)
  ;(dialog ?? document.body).append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  focused?.focus()
  if (!copied) throw new Error('The browser refused to copy.')
}
