'use client'

import { useTranslations } from 'next-intl'

import { explain } from '@/components/api/explain'
import { deleteMessage } from '@/components/chat/message-requests'
import { keepPlaceInView } from '@/components/chat/place-in-view'
import { keepPlace, messageOnPage, placeOfVersion } from '@/components/chat/use-kept-place'
import type { FitSource } from '@/components/models/model-button'
import { lazyPart } from '@/components/ui/lazy-part'

const ModelPicker = lazyPart(() => import('@/components/models/model-picker'))
const DeleteMessageDialog = lazyPart(() => import('@/components/chat/delete-message-dialog'))

export type MessageQuestion =
  | { kind: 'model'; answerId: string; model: string | null }
  | { kind: 'delete'; messageId: string; versions: readonly (string | null)[] | null }

export type MessageDialogsProps = {
  threadId: string
  question: MessageQuestion
  activeModel: string
  fits: FitSource
  retry: (answerId: string, model: string) => void
  /** Goes on with another version. Rejects with what the request rejects with. */
  choose: (messageId: string) => Promise<void>
  onRemoved: (messageId: string) => void
  onClose: () => void
}

/** Asks what has to be known before something is done with a message, and does it. To be put into `<Suspense>`. */
export default function MessageDialogs({
  threadId,
  question,
  activeModel,
  fits,
  retry,
  choose,
  onRemoved,
  onClose,
}: MessageDialogsProps) {
  const t = useTranslations('chat.actions')
  if (question.kind === 'model') {
    return (
      <ModelPicker
        title={t('answer_again_with')}
        selected={question.model ?? activeModel}
        fits={fits}
        onSelect={(model) => {
          onClose()
          retry(question.answerId, model)
        }}
        onClose={onClose}
      />
    )
  }

  const { messageId, versions } = question
  const neighbour = neighbourOf(messageId, versions)
  const remove = async (): Promise<string | null> => {
    try {
      if (neighbour !== null) await choose(neighbour)
      await deleteMessage(messageId)
      keepPlace(
        neighbour === null ? null : placeOfVersion(threadId, neighbour, messageOnPage(messageId)),
      )
      keepPlaceInView(threadId, messageId)
      onRemoved(messageId)
      return null
    } catch (error) {
      return explain(error)
    }
  }
  return (
    <DeleteMessageDialog hasVersions={neighbour !== null} onConfirm={remove} onClose={onClose} />
  )
}

/** The version that is shown once a message is gone: the one before it, else the one after. */
function neighbourOf(messageId: string, versions: readonly (string | null)[] | null) {
  const index = versions?.indexOf(messageId) ?? -1
  return versions?.[index - 1] ?? versions?.[index + 1] ?? null
}
