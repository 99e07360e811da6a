'use client'

import { PanelLeft } from 'lucide-react'

import { drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'

/** Draws in the side of the page, on a screen that has no room for it. */
export function DrawerButton({ label }: { label: string }) {
  return (
    <IconButton
      label={label}
      tip="none"
      icon={<PanelLeft size={18} aria-hidden />}
      onClick={drawer.open}
      className="md:hidden"
      data-needs-script
    />
  )
}
