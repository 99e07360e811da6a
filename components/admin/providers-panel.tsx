import { useTranslations } from 'next-intl'

import type { Now } from '@/components/account/moment'
import { useDescribePast } from '@/components/account/use-describe-past'
import { useProviderHint } from '@/components/models/use-provider-hint'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import type { Provider } from '@/lib/core/models/model'

/** Who answers, and what is missing for those who do not. */
export function ProvidersPanel({ providers, now }: { providers: readonly Provider[]; now: Now }) {
  const t = useTranslations('admin.providers')
  const hintOf = useProviderHint()
  const past = useDescribePast(now)
  const catalogueOf = ({ catalogue, fetched_at: at }: Provider) =>
    t(`catalogues.${catalogue}`, { when: at ? past(at) : '' }).trim()
  return (
    <Panel id="providers" title={t('title')} lead={t('lead')}>
      <RowList label={t('title')}>
        {providers.map((provider) => (
          <Row
            key={provider.id}
            title={provider.name}
            mark={provider.configured ? t('ready') : undefined}
            note={
              provider.configured ? catalogueOf(provider) : (hintOf(provider) ?? t('not_set_up'))
            }
          />
        ))}
      </RowList>
    </Panel>
  )
}
