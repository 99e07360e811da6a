import { useTranslations } from 'next-intl'

/** Says to who sees no shapes that something is on its way. */
export function LoadingNote() {
  const t = useTranslations('pages')
  return (
    <span role="status" className="sr-only">
      {t('loading')}
    </span>
  )
}
