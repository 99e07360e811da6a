/** Whether the keyboard is one with ⌘; false where there is no browser. */
export const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
