import type { useTranslations } from 'next-intl'

import { request } from '@/components/api/request'
import type { ContextTexts } from '@/components/context/context-texts'
import { fetchPreview } from '@/components/context/context-preview'
import { describeConversions, describeOmissions } from '@/components/context/context-sentences'
import { knownName } from '@/components/models/catalogue'
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

/** Says what each of the models that were chosen does not get of a thread. Throws what the requests throw. */
export async function tellSwitch(
  {
    threadId,
    models,
    t,
    tModels,
  }: {
    threadId: string
    models: readonly string[]
    t: ContextTexts
    tModels: ReturnType<typeof useTranslations<'models'>>
  },
  signal: AbortSignal,
): Promise<void> {
  const describe = async (model: string): Promise<string[]> => {
    const preview = await fetchPreview(request, { threadId, model, draft: '' }, signal)
    const what = describeLosses(preview, t).join(' ')
    return what === '' ? [] : [tModels('switched', { name: knownName(model), what })]
  }
  const losses = (await Promise.all(models.map(describe))).flat()
  if (losses.length > 0) toastStore.show({ message: losses.join(' '), durationMs })
}
