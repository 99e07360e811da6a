'use client'

import { useTranslations } from 'next-intl'
import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from 'react'

import { catalogueName, loadCatalogue, subscribeCatalogue } from '@/components/models/catalogue'
import { nameFromId, shortName } from '@/components/models/short-name'
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

/** What a model is called; for one that the page did not know when it was made, the catalogue is asked. */
export function useModelName(id: string | null): string {
  const t = useTranslations('models')
  const known = use(Known)
  const named = id === null ? undefined : known[id]
  const name = useSyncExternalStore(
    subscribeCatalogue,
    () => named ?? (id === null ? undefined : catalogueName(id)),
    () => named,
  )
  const isUnknown = id !== null && name === undefined
  useEffect(() => {
    // Without an answer the name made from the id stays.
    if (isUnknown) loadCatalogue().catch(() => undefined)
  }, [isUnknown])
  if (id === null) return t('the_model')
  return shortName(plainName(name ?? nameFromId(id)))
}
