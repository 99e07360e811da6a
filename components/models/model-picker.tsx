'use client'

import { clsx } from 'clsx'
import { Columns2, Search, Star } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useSyncExternalStore, type KeyboardEvent } from 'react'

import { explain } from '@/components/api/explain'
import { expireCatalogue, loadCatalogue } from '@/components/models/catalogue'
import type { FitSource } from '@/components/models/model-button'
import { arrangeModels } from '@/components/models/find-models'
import { ModelListbox } from '@/components/models/model-listbox'
import { recentModels, rememberModel } from '@/components/models/recent-models'
import { useActiveOption } from '@/components/models/use-active-option'
import { usePreferences } from '@/components/settings/preferences'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Skeleton } from '@/components/ui/skeleton'
import type { ModelList } from '@/lib/core/models/model'
import { maxModels } from '@/lib/core/thread/max-models'

export type ModelPickerProps = {
  /** What the choice is for; by default the model that answers from now on. */
  title?: string
  selected: string
  fits?: FitSource
  onSelect: (model: string) => void
  /** Absent where only one model can be chosen. */
  onCompare?: (models: readonly string[]) => void
  onClose: () => void
}

const noPreview = { preview: null }
const unknownFits: FitSource = { subscribe: () => () => undefined, getState: () => noPreview }

/** The choice of the model that answers next, or of several that answer side by side. */
export default function ModelPicker(props: ModelPickerProps) {
  const { title, selected, fits: fitSource = unknownFits, onSelect, onCompare, onClose } = props
  const t = useTranslations('models')
  const { preview } = useSyncExternalStore(
    fitSource.subscribe,
    fitSource.getState,
    fitSource.getState,
  )
  const fits = preview?.models ?? []
  const { list, failure, retry } = useModelList()
  const { favourites, toggleFavourite } = useFavourites()
  // What is chosen while the picker is open does not move what one looks at.
  const [own] = useState(() => ({ favourites, recent: recentModels() }))
  const [query, setQuery] = useState('')
  const [compared, setCompared] = useState<readonly string[] | null>(null)
  const [isStarring, setStarring] = useState(false)
  const groups = list ? arrangeModels(list, query, own) : []
  const options = groups.flatMap(({ models }) => models.filter(({ configured }) => configured))

  const choose = (id: string) => {
    if (isStarring) return toggleFavourite(id)
    if (compared !== null) return setCompared(toggled(compared, id))
    rememberModel(id)
    onSelect(id)
  }
  const compare = (models: readonly string[]) => {
    for (const id of models) rememberModel(id)
    onCompare?.(models)
  }

  const { active, onKeyDown, idOf } = useActiveOption({
    ids: options.map(({ id }) => id),
    initial: query === '' ? selected : null,
    onChoose: choose,
  })
  const onKey = (event: KeyboardEvent) => {
    const isStar = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd'
    if (!isStar || active === null) return onKeyDown(event)
    event.preventDefault()
    toggleFavourite(active)
  }

  return (
    <Dialog
      title={title ?? t('title')}
      description={t(
        isStarring ? 'star_description' : compared === null ? 'description' : 'compare_description',
      )}
      onClose={onClose}
    >
      <div className="flex gap-2 px-2 pb-2">
        <label className="border-line-strong bg-canvas focus-within:outline-accent flex min-w-0 flex-1 items-center gap-2.5 rounded-md border px-3 focus-within:outline-2">
          <Search size={16} className="text-ink-muted shrink-0" aria-hidden />
          <span className="sr-only">{t('search')}</span>
          <input
            role="combobox"
            aria-expanded={list !== null}
            aria-controls={list === null ? undefined : 'model-options'}
            aria-activedescendant={active === null ? undefined : idOf(active)}
            aria-autocomplete="list"
            data-autofocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={t('placeholder')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={onKey}
            className="text-reading placeholder:text-ink-muted coarse:h-11 h-10 min-w-0 flex-1 bg-transparent outline-none"
          />
        </label>
        {onCompare && (
          <Button
            aria-pressed={compared !== null}
            onClick={() => {
              setCompared(compared === null ? [selected] : null)
              setStarring(false)
            }}
            className={clsx('h-auto!', compared !== null && 'border-accent!')}
          >
            <Columns2 size={16} aria-hidden />
            {t('compare')}
          </Button>
        )}
        <IconButton
          label={t('choose_favourites')}
          aria-pressed={isStarring}
          icon={<Star size={17} fill={isStarring ? 'currentColor' : 'none'} aria-hidden />}
          tip="left"
          onClick={() => {
            setStarring(!isStarring)
            setCompared(null)
          }}
          className={clsx('h-auto! min-h-9', isStarring && 'text-accent!')}
        />
      </div>
      <div className="flex h-[28rem] min-h-0 flex-col">
        {failure ? (
          <div role="alert" className="grid justify-items-start gap-3 px-5 py-3">
            <p>{failure}</p>
            <Button onClick={retry}>{t('try_again')}</Button>
          </div>
        ) : list === null ? (
          <PickerSkeleton />
        ) : (
          <>
            <ModelListbox
              {...{ groups, active, favourites, idOf }}
              selected={isStarring ? favourites : (compared ?? [selected])}
              isMultiple={isStarring || compared !== null}
              fits={new Map(fits.map((fit) => [fit.model, fit.fits]))}
              onSelect={choose}
              onFavourite={toggleFavourite}
              onKeyDown={onKey}
            />
            {groups.length === 0 && (
              <p className="text-ink-muted flex-1 px-5 py-6 text-center">
                {t('none_found', { query: query.trim() })}
              </p>
            )}
          </>
        )}
      </div>
      {compared === null ? (
        <p className="text-label text-ink-muted border-line border-t px-5 py-2 pointer-coarse:hidden">
          {t('star_keys')}
        </p>
      ) : (
        <div className="border-line flex items-center justify-between gap-3 border-t px-5 py-3">
          <p role="status" className="text-label text-ink-muted">
            {t('compare_count', { count: compared.length, most: maxModels })}
          </p>
          <Button look="primary" disabled={compared.length < 2} onClick={() => compare(compared)}>
            {t('compare_done')}
          </Button>
        </div>
      )}
      <p role="status" className="sr-only">
        {list && query !== '' ? t('found', { count: options.length }) : ''}
      </p>
    </Dialog>
  )
}

/** One more, or one less; never more than can answer side by side. */
function toggled(models: readonly string[], id: string): readonly string[] {
  if (models.includes(id)) return models.filter((each) => each !== id)
  return models.length < maxModels ? [...models, id] : models
}

function useFavourites() {
  const { preferences, change } = usePreferences()
  const { favourite_models: favourites } = preferences
  const toggleFavourite = (id: string) =>
    change({
      favourite_models: favourites.includes(id)
        ? favourites.filter((each) => each !== id)
        : [...favourites, id],
    })
  return { favourites, toggleFavourite }
}

function useModelList() {
  const [list, setList] = useState<ModelList | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let isWanted = true
    loadCatalogue().then(
      (loaded) => isWanted && setList(loaded),
      (error) => isWanted && setFailure(explain(error)),
    )
    return () => {
      isWanted = false
      // A key may have been added, a server started: the next look asks again.
      expireCatalogue()
    }
  }, [attempt])

  const retry = () => {
    setFailure(null)
    setAttempt(attempt + 1)
  }
  return { list, failure, retry }
}

function PickerSkeleton() {
  const t = useTranslations('models')
  return (
    <div role="status" className="grid gap-4 px-5 py-3">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: 7 }, (_, index) => (
        <div key={index} className="grid gap-2">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-3 w-2/3" />
        </div>
      ))}
    </div>
  )
}
