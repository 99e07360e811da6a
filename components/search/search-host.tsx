'use client'

import { Suspense, useSyncExternalStore } from 'react'

import { searchPalette } from '@/components/search/search-palette-store'
import { useShortcut } from '@/components/shortcuts/use-shortcut'
import { lazyPart } from '@/components/ui/lazy-part'

const SearchPalette = lazyPart(() => import('@/components/search/search-palette'))

/** Where the search appears, loaded when it is first asked for. One on the page. */
export function SearchHost() {
  const isOpen = useSyncExternalStore(searchPalette.subscribe, searchPalette.getState, () => false)
  useShortcut('search', searchPalette.open)
  if (!isOpen) return null
  return (
    <Suspense>
      <SearchPalette onClose={searchPalette.close} />
    </Suspense>
  )
}
