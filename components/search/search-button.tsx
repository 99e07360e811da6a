'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { searchPalette } from '@/components/search/search-palette-store'
import { IconButton } from '@/components/ui/icon-button'

/** Opens the search. */
export function SearchButton({ className }: { className?: string }) {
  const t = useTranslations('search')
  return (
    <IconButton
      label={t('open')}
      tip="left"
      icon={<Search size={17} aria-hidden />}
      onClick={searchPalette.open}
      aria-haspopup="dialog"
      className={className}
      data-needs-script
    />
  )
}
