'use client'

import { useEffect, useSyncExternalStore } from 'react'

import { getCatalogue, loadCatalogue, subscribeCatalogue } from '@/components/models/catalogue'
import type { Model } from '@/lib/core/models/model'

/** Tells what a model can take besides text; null until the catalogue is there. */
export function useModelAbilities(): (id: string) => Model['abilities'] | null {
  const catalogue = useSyncExternalStore(subscribeCatalogue, getCatalogue, () => null)
  useEffect(() => {
    // Without it nothing is said; whoever needs it asks again.
    void loadCatalogue().catch(() => undefined)
  }, [])
  return (id) => catalogue?.data.find((model) => model.id === id)?.abilities ?? null
}
