'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react'

import { drawer } from '@/components/threads/drawer'

const wideScreen = '(min-width: 48rem)'

/** The two sides of the page. On a narrow screen the list is a drawer over the thread. */
export function AppShell({ sidebar, children }: { sidebar: ReactNode; children: ReactNode }) {
  const isOpen = useSyncExternalStore(drawer.subscribe, drawer.getState, () => false)
  const aside = useRef<HTMLDivElement>(null)
  const pathname = usePathname()

  // At once: a later effect would close a drawer that somebody has opened meanwhile.
  useLayoutEffect(() => drawer.close(), [pathname])

  useEffect(() => {
    const query = matchMedia(wideScreen)
    query.addEventListener('change', drawer.close)
    return () => query.removeEventListener('change', drawer.close)
  }, [])

  const opener = useRef<Element>(null)
  // Before the page behind becomes inert and loses the focus.
  useLayoutEffect(() => {
    if (!isOpen) return
    opener.current = document.activeElement
    aside.current?.focus()
  }, [isOpen])

  // Not in the layout effect: React puts the focus back to where it was before a commit.
  useEffect(() => {
    if (!isOpen) return
    return () => {
      if (opener.current instanceof HTMLElement) opener.current.focus()
    }
  }, [isOpen])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') drawer.close()
  }

  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="bg-ink text-canvas absolute top-2 left-2 z-50 -translate-y-16 rounded-md px-4 py-2 font-medium focus:translate-y-0"
      >
        Skip to the thread
      </a>
      <div
        ref={aside}
        tabIndex={-1}
        aria-label="Threads and settings"
        role={isOpen ? 'dialog' : 'complementary'}
        aria-modal={isOpen || undefined}
        onKeyDown={onKeyDown}
        className={clsx(
          'bg-sunken border-line md:w-sidebar shrink-0 border-r outline-none',
          'max-md:shadow-floating max-md:fixed max-md:inset-y-0 max-md:left-0 max-md:z-40 max-md:w-[min(20rem,86vw)]',
          'ease-calm max-md:duration-200',
          // Visible at once when it opens: what is hidden takes no focus.
          isOpen
            ? 'max-md:transition-[translate]'
            : 'max-md:invisible max-md:-translate-x-full max-md:transition-[translate,visibility]',
        )}
      >
        {sidebar}
      </div>
      <div
        aria-hidden
        onClick={drawer.close}
        className={clsx(
          'bg-veil fixed inset-0 z-30 transition-opacity duration-200 md:hidden',
          !isOpen && 'pointer-events-none opacity-0',
        )}
      />
      <main id="main" tabIndex={-1} inert={isOpen} className="min-w-0 flex-1 outline-none">
        {children}
      </main>
    </div>
  )
}
