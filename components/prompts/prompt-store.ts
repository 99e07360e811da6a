import { request } from '@/components/api/request'
import type { Prompt } from '@/lib/core/prompt/prompt'

let known: readonly Prompt[] | null = null

/** The prompts as they were when they were last looked at; null before that. */
export const knownPrompts = (): readonly Prompt[] | null => known

export async function loadPrompts(): Promise<readonly Prompt[]> {
  const response = await request('/api/prompts')
  known = ((await response.json()) as { data: Prompt[] }).data
  return known
}
