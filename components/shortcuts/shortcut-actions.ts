export const shortcutGroups = ['everywhere', 'threads', 'thread'] as const
export type ShortcutGroup = (typeof shortcutGroups)[number]

/** What a combination of keys can do: where it is listed, and its keys unless a person chose others. Add a line for a new one. */
export const shortcutActions = {
  shortcut_list: { group: 'everywhere', keys: '?' },
  search: { group: 'everywhere', keys: 'Mod+K' },
  settings: { group: 'everywhere', keys: 'Mod+,' },
  toggle_sidebar: { group: 'everywhere', keys: 'Mod+B' },
  undo: { group: 'everywhere', keys: 'Mod+Z' },
  new_thread: { group: 'threads', keys: 'Mod+Shift+O' },
  previous_thread: { group: 'threads', keys: 'Alt+ArrowUp' },
  next_thread: { group: 'threads', keys: 'Alt+ArrowDown' },
  focus_composer: { group: 'thread', keys: '/' },
  model_picker: { group: 'thread', keys: 'Mod+/' },
  stop_answer: { group: 'thread', keys: 'Mod+.' },
  previous_version: { group: 'thread', keys: 'Alt+ArrowLeft' },
  next_version: { group: 'thread', keys: 'Alt+ArrowRight' },
  copy_last_answer: { group: 'thread', keys: 'Mod+Shift+C' },
} as const satisfies Record<string, { group: ShortcutGroup; keys: string }>

export type ShortcutAction = keyof typeof shortcutActions

export const shortcutActionIds = Object.keys(shortcutActions) as ShortcutAction[]
