import {
  shortcutActionIds,
  shortcutActions,
  type ShortcutAction,
} from '@/components/shortcuts/shortcut-actions'

/** Instead of keys: none do it. */
export const noKeys = 'none'

/** The keys that a person chose, by action; what is not in it keeps its own. */
export type ShortcutChoices = Readonly<Record<string, string>>

export type ShortcutBindings = Record<ShortcutAction, string | null>

/** Which keys do what; null: none do. Choices about actions that there are no longer count for nothing. */
export const bindingsOf = (choices: ShortcutChoices): ShortcutBindings =>
  Object.fromEntries(
    shortcutActionIds.map((id) => {
      const keys = choices[id] ?? shortcutActions[id].keys
      return [id, keys === noKeys ? null : keys]
    }),
  ) as ShortcutBindings

/** The action that keys belong to; null: they are free. */
export const actionOf = (bindings: ShortcutBindings, keys: string): ShortcutAction | null =>
  shortcutActionIds.find((id) => bindings[id] === keys) ?? null

/** The choices once an action has other keys, or none: whatever had these before has none, and its own keys are not kept. */
export function chooseKeys(
  choices: ShortcutChoices,
  action: ShortcutAction,
  keys: string | null,
): ShortcutChoices {
  const former = keys === null ? null : actionOf(bindingsOf(choices), keys)
  const next = { ...choices, ...(former && { [former]: noKeys }), [action]: keys ?? noKeys }
  return Object.fromEntries(Object.entries(next).filter(([id, chosen]) => chosen !== ownKeysOf(id)))
}

const ownKeysOf = (id: string): string | undefined =>
  id in shortcutActions ? shortcutActions[id as ShortcutAction].keys : undefined
