'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import {
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react'

import { setDeviceCookie } from '@/components/settings/device-cookie'
import { useShortcut } from '@/components/shortcuts/use-shortcut'
import { sidebarCookie } from '@/components/threads/sidebar-cookie'
import { drawer } from '@/components/ui/drawer'
import { lazyPart } from '@/components/ui/lazy-part'
import { lazySoon } from '@/components/ui/lazy-soon'
import { useBackCloses } from '@/components/ui/use-back-closes'

const SidebarRail = lazySoon(() => import('@/components/threads/sidebar-rail'))
const ThreadDialogHost = lazySoon(() => import('@/components/threads/thread-dialog-host'))
const TouchShell = lazyPart(() => import('@/components/threads/touch-shell'))

const wideScreen = '(min-width: 48rem)'
const hasTouch = () => matchMedia('(any-pointer: coarse)').matches
const never = () => () => undefined

export type AppShellProps = {
  sidebar: ReactNode
  /** Whether the list is put away on a wide screen, as this device last had it. */
  isListAway: boolean
  children: ReactNode
}

/** The two sides of the page. On a narrow screen the list is a drawer over the thread; on a wide one it can be put away. */
export function AppShell({ sidebar, isListAway, children }: AppShellProps) {
  const t = useTranslations('threads.shell')
  const [isAway, setAway] = useState(isListAway)
  const isOpen = useSyncExternalStore(drawer.subscribe, drawer.getState, () => false)
  const isTouched = useSyncExternalStore(never, hasTouch, () => false)
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
    // What had the focus may be gone, and the focus with it.
    const onEscape = ({ key, target }: globalThis.KeyboardEvent) => {
      if (key === 'Escape' && target === document.body) drawer.close()
    }
    document.addEventListener('keydown', onEscape)
    return () => {
      document.removeEventListener('keydown', onEscape)
      if (opener.current instanceof HTMLElement) opener.current.focus()
    }
  }, [isOpen])

  useBackCloses(() => {
    drawer.close()
    return true
  }, isOpen)

  const toggle = () => {
    if (!matchMedia(wideScreen).matches) return isOpen ? drawer.close() : drawer.open()
    setAway(!isAway)
    setDeviceCookie(sidebarCookie, isAway ? 'shown' : 'away')
  }
  useShortcut('toggle_sidebar', toggle)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) drawer.close()
  }

  return (
    <div className="flex h-[var(--seen)] touch-pan-y touch-pinch-zoom overflow-hidden">
      <a
        href="#main"
        className="bg-ink text-canvas absolute top-2 left-2 z-50 -translate-y-16 rounded-md px-4 py-2 font-medium focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <div
        ref={aside}
        tabIndex={-1}
        aria-label={t('side')}
        role={isOpen ? 'dialog' : 'complementary'}
        aria-modal={isOpen || undefined}
        onKeyDown={onKeyDown}
        className={clsx(
          'bg-sunken border-line safe-side md:w-sidebar shrink-0 border-r outline-none',
          'max-md:shadow-floating max-md:fixed max-md:top-0 max-md:left-0 max-md:z-40 max-md:h-[var(--seen)] max-md:w-[min(20rem,86vw)]',
          'ease-calm max-md:duration-200',
          isAway && 'md:hidden',
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
      {isTouched && (
        <Suspense>
          <TouchShell {...{ aside, isOpen }} />
        </Suspense>
      )}
      {isAway && <SidebarRail onShow={toggle} />}
      <main
        id="main"
        tabIndex={-1}
        inert={isOpen}
        className="safe-main min-w-0 flex-1 outline-none"
      >
        {children}
      </main>
      <ThreadDialogHost />
    </div>
  )
}
