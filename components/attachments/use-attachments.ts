'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useMemo, useSyncExternalStore } from 'react'

import {
  getDraftFiles,
  noFiles,
  subscribeDraftFiles,
  type DraftFile,
} from '@/components/attachments/draft-files'
import { useUploadLimit } from '@/components/attachments/upload-limit'
import type { UploadTexts } from '@/components/attachments/upload-files'
import { maxFilesOfMessage } from '@/lib/core/file/file-types'

export type Attachments = {
  files: readonly DraftFile[]
  /** What may be attached, in words. */
  hint: string
  texts: UploadTexts
  attach: (files: readonly File[]) => void
}

/** The files of a draft (none, where it is null), and how to add some. What sends them is loaded with the first one. */
export function useAttachments(draftKey: string | null): Attachments {
  const t = useTranslations('files')
  const { bytes: maxBytes, size } = useUploadLimit()
  const files = useSyncExternalStore(
    subscribeDraftFiles,
    () => getDraftFiles(draftKey ?? ''),
    () => noFiles,
  )
  const texts = useMemo(
    () => ({
      tooLarge: t('too_large', { size }),
      tooMany: t('too_many', { count: maxFilesOfMessage }),
      offline: t('offline'),
      temporary: t('temporary'),
    }),
    [t, size],
  )
  const attach = useCallback(
    (chosen: readonly File[]) => {
      if (chosen.length === 0) return
      void import('@/components/attachments/upload-files').then(({ attachFiles }) =>
        attachFiles(draftKey, chosen, { maxBytes, texts }),
      )
    },
    [draftKey, maxBytes, texts],
  )
  return { files, hint: t('hint', { size }), texts, attach }
}
