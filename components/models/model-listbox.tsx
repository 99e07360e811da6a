import { clsx } from 'clsx'
import { Check, Star } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { KeyboardEventHandler, MouseEvent } from 'react'

import type { ModelGroup } from '@/components/models/find-models'
import { ModelFacts } from '@/components/models/model-facts'
import { useProviderHint } from '@/components/models/use-provider-hint'
import type { Model } from '@/lib/core/models/model'

export type ModelListboxProps = {
  groups: readonly ModelGroup[]
  /** One, or several that are compared or favourites. */
  selected: readonly string[]
  isMultiple: boolean
  active: string | null
  favourites: readonly string[]
  /** Which models this thread fits in; those that are not in it are not known. */
  fits: ReadonlyMap<string, boolean>
  idOf: (model: string) => string
  onSelect: (model: string) => void
  onFavourite: (model: string) => void
}

/** Models by provider. Those that cannot answer yet say what they lack. */
export function ModelListbox({
  groups,
  onKeyDown,
  ...option
}: ModelListboxProps & { onKeyDown: KeyboardEventHandler }) {
  const t = useTranslations('models')
  return (
    // It can be scrolled by keyboard, too.
    <div
      role="listbox"
      id="model-options"
      aria-label={t('models')}
      aria-multiselectable={option.isMultiple || undefined}
      aria-activedescendant={option.active === null ? undefined : option.idOf(option.active)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3 -outline-offset-2"
    >
      {groups.map((group) => (
        <Group key={group.id} group={group} {...option} />
      ))}
    </div>
  )
}

function Group({ group, ...option }: { group: ModelGroup } & Omit<ModelListboxProps, 'groups'>) {
  const t = useTranslations('models')
  const hintOf = useProviderHint()
  const { id, provider, models, hidden } = group
  const headingId = `provider-${id}`
  return (
    <div role="group" aria-labelledby={headingId} className="pt-3">
      <div
        id={headingId}
        role="presentation"
        className="text-caption text-ink-muted flex items-baseline justify-between gap-3 px-3 pb-1 font-medium"
      >
        {provider ? provider.name : t(id === 'favourites' ? 'favourites' : 'recent')}
        {provider && !provider.configured && <span>{t('not_configured')}</span>}
      </div>
      {models.map((model) => (
        <ModelOption key={model.id} model={model} {...option} />
      ))}
      {provider && !provider.configured && (
        <div
          role="option"
          aria-disabled
          aria-selected={false}
          className="text-label text-ink-muted px-3 py-1.5"
        >
          {hintOf(provider)}
          {hidden > 0 && ` ${t('hidden', { count: hidden })}`}
        </div>
      )}
    </div>
  )
}

function ModelOption({
  model,
  selected,
  active,
  favourites,
  fits,
  idOf,
  onSelect,
  onFavourite,
}: { model: Model } & Omit<ModelListboxProps, 'groups'>) {
  const t = useTranslations('models')
  const { id, name, configured, demo } = model
  const isSelected = selected.includes(id)
  const isFavourite = favourites.includes(id)
  const fit = fits.get(id)

  // An option has no controls of its own: the list does it by keyboard, and the picker for whoever can use neither.
  const star = (event: MouseEvent) => {
    event.stopPropagation()
    onFavourite(id)
  }

  return (
    <div
      role="option"
      id={idOf(id)}
      aria-selected={isSelected}
      aria-disabled={!configured}
      onClick={() => configured && onSelect(id)}
      className={clsx(
        'group/option flex items-start gap-2 rounded-md py-2 pr-1 pl-3 [contain-intrinsic-size:auto_3.75rem] [content-visibility:auto]',
        configured ? 'hover:bg-hover cursor-pointer' : 'text-ink-muted',
        id === active && 'bg-hover',
      )}
    >
      <div className="min-w-0 flex-1">
        <div className="text-body flex items-center gap-2 font-medium">
          <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          {demo && (
            <span className="bg-caution-soft text-caution text-caption rounded-full px-2 font-medium">
              {t('demo')}
            </span>
          )}
          {isFavourite && <span className="sr-only">{t('favourite')}</span>}
        </div>
        <div className="text-label text-ink-muted flex flex-wrap gap-x-3 tabular-nums">
          <ModelFacts model={model} />
          {fit !== undefined && (
            <span className={clsx(!fit && 'text-caution')}>{t(fit ? 'fits' : 'does_not_fit')}</span>
          )}
        </div>
      </div>
      {isSelected && <Check size={17} className="text-accent mt-1 shrink-0" aria-hidden />}
      {configured && (
        <span
          aria-hidden
          data-star={isFavourite}
          title={t(isFavourite ? 'unstar' : 'star')}
          onClick={star}
          className={clsx(
            'hover:text-accent coarse:size-11 coarse:-my-1 flex size-7 shrink-0 items-center justify-center rounded-md transition-opacity',
            isFavourite
              ? 'text-accent'
              : 'text-ink-muted group-hover/option:opacity-100 pointer-fine:opacity-0',
          )}
        >
          <Star size={16} fill={isFavourite ? 'currentColor' : 'none'} />
        </span>
      )}
    </div>
  )
}
