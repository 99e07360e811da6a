import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { KeyboardEventHandler } from 'react'

import {
  describeAbilities,
  describePrice,
  describeWindow,
} from '@/components/models/describe-model'
import type { ModelGroup } from '@/components/models/find-models'
import type { Model } from '@/lib/core/models/model'

export type ModelListboxProps = {
  groups: readonly ModelGroup[]
  selected: string
  active: string | null
  idOf: (model: string) => string
  onSelect: (model: string) => void
}

/** Models by provider. Those that cannot answer yet say what they lack. */
export function ModelListbox({
  groups,
  onKeyDown,
  ...option
}: ModelListboxProps & { onKeyDown: KeyboardEventHandler }) {
  return (
    // It can be scrolled by keyboard, too.
    <div
      role="listbox"
      id="model-options"
      aria-label="Models"
      aria-activedescendant={option.active === null ? undefined : option.idOf(option.active)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="min-h-0 overflow-y-auto overscroll-contain px-2 pb-3 -outline-offset-2"
    >
      {groups.map((group) => (
        <ProviderGroup key={group.provider.id} group={group} {...option} />
      ))}
    </div>
  )
}

function ProviderGroup({
  group,
  ...option
}: { group: ModelGroup } & Omit<ModelListboxProps, 'groups'>) {
  const { provider, models, hidden } = group
  const headingId = `provider-${provider.id}`
  return (
    <div role="group" aria-labelledby={headingId} className="pt-3">
      <div
        id={headingId}
        role="presentation"
        className="text-caption text-ink-muted flex items-baseline justify-between gap-3 px-3 pb-1 font-medium"
      >
        {provider.name}
        {!provider.configured && <span>not configured</span>}
      </div>
      {models.map((model) => (
        <ModelOption key={model.id} model={model} {...option} />
      ))}
      {!provider.configured && (
        <div
          role="option"
          aria-disabled
          aria-selected={false}
          className="text-label text-ink-muted px-3 py-1.5"
        >
          {provider.hint}
          {hidden > 0 && ` That adds ${hidden === 1 ? 'one model' : `${hidden} models`}.`}
        </div>
      )}
    </div>
  )
}

function ModelOption({
  model,
  selected,
  active,
  idOf,
  onSelect,
}: { model: Model } & Omit<ModelListboxProps, 'groups'>) {
  const { id, name, configured, demo } = model
  const abilities = describeAbilities(model)
  return (
    <div
      role="option"
      id={idOf(id)}
      aria-selected={id === selected}
      aria-disabled={!configured}
      onClick={() => configured && onSelect(id)}
      className={clsx(
        'flex items-start gap-3 rounded-md px-3 py-2 [contain-intrinsic-size:auto_3.75rem] [content-visibility:auto]',
        configured ? 'hover:bg-hover cursor-pointer' : 'text-ink-muted',
        id === active && 'bg-hover',
      )}
    >
      <div className="min-w-0 flex-1">
        <div className="text-body flex items-center gap-2 font-medium">
          <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          {demo && (
            <span className="bg-caution-soft text-caution text-caption rounded-full px-2 font-medium">
              Demo
            </span>
          )}
        </div>
        <div className="text-label text-ink-muted flex flex-wrap gap-x-3 tabular-nums">
          <span>{describeWindow(model)}</span>
          <span>{describePrice(model)}</span>
          {abilities && <span>{abilities}</span>}
        </div>
      </div>
      {id === selected && <Check size={17} className="text-accent mt-1 shrink-0" aria-hidden />}
    </div>
  )
}
