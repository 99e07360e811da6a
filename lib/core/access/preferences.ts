import { z } from 'zod'

import { storableText } from '@/lib/core/thread/text'

const modelIds = z.array(storableText(200).min(1)).max(100)
const keysOfActions = z.record(z.string().regex(/^[a-z_]{1,40}$/), storableText(40).min(1))

/** How somebody likes to work, on every device that they sign in with. */
export const preferencesSchema = z.object({
  send_key: z
    .enum(['auto', 'enter', 'mod_enter'])
    .describe(
      'What sends a message: Enter, or Enter with Ctrl or ⌘; auto is the first, and on a touch screen the second',
    ),
  favourite_models: modelIds,
  shortcuts: keysOfActions.describe('Keys other than the default ones, by action'),
})
export type Preferences = z.infer<typeof preferencesSchema>

export const defaultPreferences: Preferences = {
  send_key: 'auto',
  favourite_models: [],
  shortcuts: {},
}

/** Each field that is given replaces the one that there was. */
export const patchPreferencesSchema = z.strictObject(preferencesSchema.partial().shape)
export type PatchPreferences = z.infer<typeof patchPreferencesSchema>

/** The preferences that were stored, of whatever version of Skein: what is missing or makes no sense any more is the default. */
export function readPreferences(stored: unknown): Preferences {
  const fields = typeof stored === 'object' && stored !== null ? stored : {}
  const kept = Object.entries(preferencesSchema.shape).flatMap(([name, schema]) => {
    const { success, data } = schema.safeParse(fields[name as keyof typeof fields])
    return success ? [[name, data] as const] : []
  })
  return { ...defaultPreferences, ...Object.fromEntries(kept) }
}
