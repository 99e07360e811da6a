import { UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { buttonClass } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Panel } from '@/components/ui/panel'

/** The way to what belongs to the account rather than to how one works. */
export function AccountLink() {
  const t = useTranslations('settings.account')
  return (
    <Panel id="account" title={t('title')} lead={t('lead')}>
      <Link href="/account" className={buttonClass('quiet', 'justify-self-start')}>
        <UserRound size={16} aria-hidden />
        {t('open')}
      </Link>
    </Panel>
  )
}
