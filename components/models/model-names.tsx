'use client'

import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from 'react'

import { getCatalogue, loadCatalogue, subscribeCatalogue } from '@/components/models/catalogue'
import { nameFromId } from '@/components/models/name-from-id'
import { plainName } from '@/lib/core/thread/plain-name'

export type ModelNames = Readonly<Record<string, string>>

const Known = createContext<ModelNames>({})

/** Gives the names of the models that a page mentions to everything below it. */
export function ModelNamesProvider({
  names,
  children,
}: {
  names: ModelNames
  children: ReactNode
}) {
  return <Known value={names}>{children}</Known>
}

const catalogueName = (id: string) => getCatalogue()?.data.find((model) => model.id === id)?.name

/** What a model is called; for one that the page did not know when it was made, the catalogue is asked. */
export function useModelName(id: string | null): string {
  const known = use(Known)
  const named = id === null ? undefined : known[id]
  const listed = useSyncExternalStore(
    subscribeCatalogue,
    () => (id === null ? undefined : catalogueName(id)),
    () => undefined,
  )
  const isUnknown = id !== null && named === undefined && listed === undefined
  useEffect(() => {
    // Without an answer the name made from the id stays.
    if (isUnknown) loadCatalogue().catch(() => undefined)
  }, [isUnknown])
  if (id === null) return 'The model'
  return shortName(plainName(named ?? listed ?? nameFromId(id)))
}

/** Providers' catalogues say "OpenAI: GPT-4o"; beside an answer the maker's name is noise. */
export const shortName = (name: string): string => name.replace(/^[\w .-]{3,24}: (?=\S)/, '')
