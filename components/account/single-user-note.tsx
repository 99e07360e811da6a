import { useTranslations } from 'next-intl'

/** Says honestly that nobody is asked who they are. */
export function SingleUserNote() {
  const t = useTranslations('account.single_user')
  return (
    <p className="text-caption text-ink-muted px-1 py-1" title={t('why')}>
      {t('note')}
    </p>
  )
}
