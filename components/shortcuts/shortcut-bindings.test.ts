import { describe, expect, it } from 'vitest'

import { shortcutActionIds, shortcutActions } from '@/components/shortcuts/shortcut-actions'
import { actionOf, bindingsOf, chooseKeys } from '@/components/shortcuts/shortcut-bindings'

describe('the keys of actions', () => {
  it('are each for one action to begin with', () => {
    const keys = shortcutActionIds.map((id) => shortcutActions[id].keys)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('are those that somebody chose, else the given ones', () => {
    const bindings = bindingsOf({ search: 'Mod+P', settings: 'none', no_such_action: 'Mod+J' })
    expect(bindings).toEqual({ ...bindingsOf({}), search: 'Mod+P', settings: null })
    expect(actionOf(bindings, 'Mod+P')).toBe('search')
    expect(actionOf(bindings, 'Mod+K')).toBeNull()
    expect(actionOf(bindings, 'Mod+J')).toBeNull()
  })

  it('are taken from the action that had them', () => {
    const chosen = chooseKeys({}, 'settings', 'Mod+K')
    expect(chosen).toEqual({ settings: 'Mod+K', search: 'none' })
    expect(actionOf(bindingsOf(chosen), 'Mod+K')).toBe('settings')
  })

  it('are not kept when they are the given ones again', () => {
    expect(chooseKeys({ search: 'Mod+P' }, 'search', 'Mod+K')).toEqual({})
    expect(chooseKeys({}, 'search', null)).toEqual({ search: 'none' })
  })
})
