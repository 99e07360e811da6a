import { useTranslations } from 'next-intl'

import { ShortcutList } from '@/components/shortcuts/shortcut-list'
import { Panel } from '@/components/ui/panel'

/** Which keys do what. */
export function ShortcutsPanel() {
  const t = useTranslations('shortcuts')
  return (
    <Panel id="shortcuts" title={t('title')} lead={t('description')}>
      <ShortcutList />
    </Panel>
  )
}
