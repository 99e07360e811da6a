export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'
> & { getModifierState?: (name: string) => boolean }

const alone = new Set([
  'Alt',
  'AltGraph',
  'CapsLock',
  'Control',
  'Dead',
  'Meta',
  'Process',
  'Shift',
  'Unidentified',
])

/**
 * A press of keys as it is written down, such as `Mod+Shift+O`; `Mod` is ⌘ on a Mac and Ctrl elsewhere. Null for a key that
 * says nothing alone, and for what is only typed with the help of AltGr.
 */
export function combinationOf(press: KeyPress, isMac: boolean): string | null {
  const key = keyOf(press)
  if (key === null || (!isMac && press.getModifierState?.('AltGraph'))) return null
  // Which sign needs Shift is the keyboard's affair.
  const isSign = key.length === 1 && !/[\p{L}\p{N}]/u.test(key)
  return [
    (isMac ? press.metaKey : press.ctrlKey) && 'Mod',
    (isMac ? press.ctrlKey : press.metaKey) && (isMac ? 'Ctrl' : 'Meta'),
    press.altKey && 'Alt',
    press.shiftKey && !isSign && 'Shift',
    key,
  ]
    .filter(Boolean)
    .join('+')
}

function keyOf({ key, code, altKey }: KeyPress): string | null {
  // With Alt, a Mac's keys give signs of their own.
  const plain = altKey ? /^(?:Key|Digit)(.)$/.exec(code)?.[1] : undefined
  if (plain !== undefined) return plain
  if (alone.has(key)) return null
  if (key === ' ') return 'Space'
  return key.length === 1 ? key.toUpperCase() : key
}

/** Whether it has a key besides Shift that is held, and is not what a text field itself answers to. */
export const leavesText = (combination: string): boolean =>
  /^(?!Mod\+[ACVXYZ]$)(?:Mod|Ctrl|Meta|Alt)\+/.test(combination)

/** The keys of a combination, one by one. The last may be the plus sign itself. */
export function keysOf(combination: string): string[] {
  const keys = combination.split('+')
  return combination.endsWith('+') ? [...keys.slice(0, -2), '+'] : keys
}
