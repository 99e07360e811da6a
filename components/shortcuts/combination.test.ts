import { describe, expect, it } from 'vitest'

import {
  combinationOf,
  keysOf,
  leavesText,
  type KeyPress,
} from '@/components/shortcuts/combination'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

describe('a combination of keys', () => {
  it('is Ctrl as Mod, or ⌘ on a Mac', () => {
    expect(combinationOf(press('k', { ctrlKey: true }), false)).toBe('Mod+K')
    expect(combinationOf(press('k', { metaKey: true }), true)).toBe('Mod+K')
    expect(combinationOf(press('k', { ctrlKey: true }), true)).toBe('Ctrl+K')
    expect(combinationOf(press('O', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+O')
  })

  it('is told by its sign, whichever keys the keyboard needs for it', () => {
    expect(combinationOf(press('?', { shiftKey: true }), false)).toBe('?')
    expect(combinationOf(press('/', { shiftKey: true, ctrlKey: true }), false)).toBe('Mod+/')
  })

  it('is told by its key where Alt makes another sign of it', () => {
    expect(combinationOf(press('˙', { altKey: true, code: 'KeyH' }), true)).toBe('Alt+H')
    expect(combinationOf(press('ArrowUp', { altKey: true, code: 'ArrowUp' }), false)).toBe(
      'Alt+ArrowUp',
    )
  })

  it('is none while only Shift, Ctrl or Alt is held, or a sign is typed with AltGr', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Meta', 'Dead']) {
      expect(combinationOf(press(key), false)).toBeNull()
    }
    const typed = press('@', { ctrlKey: true, altKey: true, getModifierState: () => true })
    expect(combinationOf(typed, false)).toBeNull()
  })

  it('tells whether it can be told from writing', () => {
    expect(['Mod+K', 'Alt+ArrowUp', 'Mod+Shift+C'].map(leavesText)).toEqual([true, true, true])
    expect(['?', '/', 'Shift+F2', 'Mod+Z'].map(leavesText)).toEqual([false, false, false, false])
  })

  it('comes apart into its keys, of which the plus sign can be one', () => {
    expect(keysOf('Mod+Shift+O')).toEqual(['Mod', 'Shift', 'O'])
    expect(keysOf('Mod++')).toEqual(['Mod', '+'])
    expect(keysOf('+')).toEqual(['+'])
  })
})
