'use client'

import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'

import { explain } from '@/components/api/request'
import { expireCatalogue, loadCatalogue } from '@/components/models/catalogue'
import { ModelListbox } from '@/components/models/model-listbox'
import { findModels } from '@/components/models/find-models'
import { useActiveOption } from '@/components/models/use-active-option'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { ModelList } from '@/lib/core/models/model'

export type ModelPickerProps = {
  selected: string
  onSelect: (model: string) => void
  onClose: () => void
}

/** The choice of the model that answers next. */
export default function ModelPicker({ selected, onSelect, onClose }: ModelPickerProps) {
  const { list, failure, retry } = useModelList()
  const [query, setQuery] = useState('')
  const groups = list ? findModels(list, query) : []
  const options = groups.flatMap(({ models }) => models.filter(({ configured }) => configured))
  const { active, onKeyDown, idOf } = useActiveOption({
    ids: options.map(({ id }) => id),
    initial: query === '' ? selected : null,
    onChoose: onSelect,
  })
  return (
    <Dialog
      title="Model"
      description="It answers from the next message on and gets the conversation so far. Prices are for a million tokens."
      onClose={onClose}
    >
      <div className="px-2 pb-2">
        <label className="border-line-strong bg-canvas focus-within:outline-accent flex items-center gap-2.5 rounded-md border px-3 focus-within:outline-2">
          <Search size={16} className="text-ink-muted shrink-0" aria-hidden />
          <span className="sr-only">Search models</span>
          <input
            role="combobox"
            aria-expanded
            aria-controls="model-options"
            aria-activedescendant={active === null ? undefined : idOf(active)}
            aria-autocomplete="list"
            data-autofocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="Search by name, maker or provider"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={onKeyDown}
            className="text-reading placeholder:text-ink-muted coarse:h-11 h-10 min-w-0 flex-1 bg-transparent outline-none"
          />
        </label>
      </div>
      <div className="flex h-[28rem] min-h-0 flex-col">
        {failure ? (
          <div role="alert" className="grid justify-items-start gap-3 px-5 py-3">
            <p>{failure}</p>
            <Button onClick={retry}>Try again</Button>
          </div>
        ) : list === null ? (
          <PickerSkeleton />
        ) : (
          <>
            <ModelListbox {...{ groups, selected, active, idOf, onSelect, onKeyDown }} />
            {groups.length === 0 && (
              <p className="text-ink-muted flex-1 px-5 py-6 text-center">
                No model is called “{query.trim()}”.
              </p>
            )}
          </>
        )}
      </div>
      <p role="status" className="sr-only">
        {list && query !== '' ? `${options.length} models` : ''}
      </p>
    </Dialog>
  )
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
  return (
    <div role="status" className="grid gap-4 px-5 py-3">
      <span className="sr-only">Loading models</span>
      {Array.from({ length: 7 }, (_, index) => (
        <div key={index} className="grid gap-2">
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="h-3 w-2/3" />
        </div>
      ))}
    </div>
  )
}
