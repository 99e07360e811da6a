'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactNode,
} from 'react'

import { inspectorStore, type Inspected } from '@/components/context/inspector-store'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { useBackCloses } from '@/components/ui/use-back-closes'

/** Where a thread of readable width and the panel stand beside each other. */
const wideScreen = '(min-width: 72rem)'

function subscribeWide(listener: () => void) {
  const query = matchMedia(wideScreen)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

const isWide = () => matchMedia(wideScreen).matches

export type InspectorFrameProps = {
  inspected: Inspected
  title: string
  description: string
  children: ReactNode
}

/** A panel beside the thread, or where there is no room for it a dialog. */
export function InspectorFrame(props: InspectorFrameProps) {
  const wide = useSyncExternalStore(subscribeWide, isWide, () => false)
  return wide ? <Panel {...props} /> : <Sheet {...props} />
}

function Sheet({ inspected, title, description, children }: InspectorFrameProps) {
  return (
    <Dialog title={title} description={description} onClose={inspectorStore.close}>
      <Scroller inspected={inspected}>{children}</Scroller>
    </Dialog>
  )
}

function Panel({ inspected, title, description, children }: InspectorFrameProps) {
  const t = useTranslations('context')
  const id = useId()

  const close = () => {
    inspectorStore.close()
    if (inspected.opener.isConnected) inspected.opener.focus()
    return true
  }
  useBackCloses(close)

  const closeNow = useEffectEvent(close)
  useEffect(() => {
    // What was pressed may be gone, and the focus with it.
    const onEscape = ({ key }: globalThis.KeyboardEvent) => {
      if (key === 'Escape' && document.activeElement === document.body) closeNow()
    }
    document.addEventListener('keydown', onEscape)
    return () => document.removeEventListener('keydown', onEscape)
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close()
  }

  return (
    <section
      role="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      data-inspector
      onKeyDown={onKeyDown}
      className="bg-surface border-line w-panel absolute inset-y-0 right-0 z-20 flex flex-col border-l"
    >
      <header className="flex items-start gap-3 px-5 pt-3 pb-3">
        <div className="min-w-0 flex-1 pt-1">
          <h2 id={`${id}-title`} className="text-reading font-semibold">
            {title}
          </h2>
          <p id={`${id}-description`} className="text-label text-ink-muted mt-0.5">
            {description}
          </p>
        </div>
        <IconButton
          label={t('close')}
          icon={<X size={18} aria-hidden />}
          tip="none"
          onClick={close}
          className="-mr-2"
        />
      </header>
      <Scroller inspected={inspected}>{children}</Scroller>
    </section>
  )
}

/** Takes the focus, so that it can be read on by keyboard. */
function Scroller({ inspected, children }: { inspected: Inspected; children: ReactNode }) {
  const t = useTranslations('context')
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    scroller.current?.scrollTo(0, 0)
    scroller.current?.focus()
  }, [inspected])
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={t('label')}
      className="grid min-h-0 flex-1 content-start gap-6 overflow-x-hidden overflow-y-auto overscroll-contain px-5 pb-6 -outline-offset-2"
    >
      {children}
    </div>
  )
}
