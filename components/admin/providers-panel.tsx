import { describePast, type Now } from '@/components/account/moment'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import type { Provider } from '@/lib/core/models/model'

const catalogues: Record<Provider['catalogue'], string> = {
  live: 'Its list of models was fetched',
  cached: 'Its list of models was fetched',
  snapshot: 'Its list of models is the one that Skein came with',
  curated: 'Its models are listed in Skein',
  none: 'Its models are not known yet',
}

/** Who answers, and what is missing for those who do not. */
export function ProvidersPanel({ providers, now }: { providers: readonly Provider[]; now: Now }) {
  return (
    <Panel
      id="providers"
      title="Providers of models"
      lead="Their keys are set in the server’s environment, and shown nowhere."
    >
      <RowList label="Providers of models">
        {providers.map((provider) => (
          <Row
            key={provider.id}
            title={provider.name}
            mark={provider.configured ? 'Ready' : undefined}
            note={
              provider.configured ? catalogueOf(provider, now) : (provider.hint ?? 'Not set up')
            }
          />
        ))}
      </RowList>
    </Panel>
  )
}

const catalogueOf = ({ catalogue, fetched_at: at }: Provider, now: Now) =>
  catalogues[catalogue] + (at && catalogue !== 'snapshot' ? ` ${describePast(at, now)}` : '')
