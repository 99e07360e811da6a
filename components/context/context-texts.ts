import type { useTranslations } from 'next-intl'

/** The texts of this room, for functions that build sentences. */
export type ContextTexts = ReturnType<typeof useTranslations<'context'>>
