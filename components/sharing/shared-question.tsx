import { useTranslations } from 'next-intl'

import { QuestionText } from '@/components/chat/question-text'

/** A question with which nothing can be done. */
export function SharedQuestion({ text, hiddenFiles = 0 }: { text: string; hiddenFiles?: number }) {
  const t = useTranslations('chat')
  const tSharing = useTranslations('sharing.thread')
  return (
    <article aria-label={t('you')} className="flex justify-end pl-10 sm:pl-24">
      <h2 className="sr-only">{t('you')}</h2>
      <QuestionText text={text}>
        {hiddenFiles > 0 && (
          <p className="text-label text-ink-muted mb-1">
            {tSharing('hidden_files', { count: hiddenFiles })}
          </p>
        )}
      </QuestionText>
    </article>
  )
}
