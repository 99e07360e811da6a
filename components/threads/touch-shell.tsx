'use client'

import type { RefObject } from 'react'

import { DrawerSwipe } from '@/components/threads/drawer-swipe'
import { useKeyboardRoom } from '@/components/threads/use-keyboard-room'

/** What the page needs besides where fingers are used. */
export default function TouchShell(props: {
  aside: RefObject<HTMLElement | null>
  isOpen: boolean
}) {
  useKeyboardRoom()
  return <DrawerSwipe {...props} />
}
