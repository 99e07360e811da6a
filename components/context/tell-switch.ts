import { request } from '@/components/api/request'
import type { ContextTexts } from '@/components/context/context-texts'
import { fetchPreview } from '@/components/context/context-preview'
import { describeConversions, describeOmissions } from '@/components/context/context-sentences'
import { toastStore } from '@/components/ui/toast-store'
import type { ContextPreview } from '@/lib/core/context/context'

const durationMs = 12_000

/** What a model does not get of a thread, or gets in another form, in plain words; reasoning no model gets. */
export const describeLosses = (
  { omitted, conversions }: ContextPreview,
  t: ContextTexts,
): string[] => [
  ...describeOmissions(
    omitted.filter(({ reason }) => reason === 'budget'),
    'future',
    t,
  ),
  ...describeConversions(
    conversions.filter(({ what }) => what !== 'reasoning'),
    t,
  ),
]

/** Says what a model, once it is chosen, does not get of a thread. Throws what the request throws. */
export async function tellSwitch(
  { threadId, model, t }: { threadId: string; model: string; t: ContextTexts },
  signal: AbortSignal,
): Promise<void> {
  const preview = await fetchPreview(request, { threadId, model, draft: '' }, signal)
  const losses = describeLosses(preview, t)
  if (losses.length > 0) toastStore.show({ message: losses.join(' '), durationMs })
}
