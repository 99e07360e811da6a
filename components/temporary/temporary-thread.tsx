'use client'

import { MessageSquareDashed, SquarePen, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore, type ReactNode } from 'react'

import { request } from '@/components/api/request'
import { Composer } from '@/components/chat/composer'
import { returnToDraft } from '@/components/chat/draft'
import { scheduleDraw } from '@/components/chat/schedule-draw'
import { hasEnded } from '@/components/chat/stored-message'
import { TimelineScroller } from '@/components/chat/timeline-scroller'
import { loadLiveAnswer } from '@/components/chat/use-live-answer'
import { useNewestInView } from '@/components/chat/use-newest-in-view'
import { knownName } from '@/components/models/catalogue'
import { ModelNamesProvider, type ModelNames } from '@/components/models/model-names'
import { SharedQuestion } from '@/components/sharing/shared-question'
import { forgetKeptChat, keepChat, keptChat } from '@/components/temporary/kept-chat'
import { TemporaryAnswer } from '@/components/temporary/temporary-answer'
import { TemporaryChat } from '@/components/temporary/temporary-chat'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DrawerButton } from '@/components/ui/drawer-button'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'

export type TemporaryThreadProps = {
  model: string
  modelNames: ModelNames
  demoModels: readonly string[]
  /** What to say of them while one is chosen. */
  demoNote: ReactNode
}

const noop = () => undefined

/** A thread of which nothing is stored: it lives in the memory of this tab. */
export function TemporaryThread({ model, modelNames, demoModels, demoNote }: TemporaryThreadProps) {
  const t = useTranslations('temporary')
  const chat = useTemporaryChat(model)
  const state = useSyncExternalStore(chat.subscribe, chat.getState, chat.getState)
  const { turns } = state
  const { scroller, isAway, showNewest } = useNewestInView()
  const open = turns.filter(({ status }) => !hasEnded(status))
  return (
    <ModelNamesProvider names={modelNames}>
      <div className="relative flex h-full min-w-0 flex-col">
        <Header isEmpty={turns.length === 0} />
        <TimelineScroller
          {...{ scroller, isAway }}
          isEmpty={turns.length === 0}
          onShowNewest={showNewest}
        >
          {turns.length === 0 && <Beginning />}
          {turns.map((turn, index) => (
            <div key={turn.key} className="px-4 pt-4 sm:px-6">
              <div className="max-w-column thread-line mx-auto grid gap-5">
                <SharedQuestion text={turn.question?.text ?? ''} />
                <TemporaryAnswer
                  turn={turn}
                  ahead={Math.max(0, open.indexOf(turn))}
                  isLast={index === turns.length - 1}
                  activeModel={state.model}
                  onRetry={chat.retry}
                  onTakeBack={() => chat.takeBack(turn.key)}
                  onEdit={() => {
                    const text = chat.takeBack(turn.key)
                    if (text !== null) returnToDraft(null, text)
                  }}
                />
              </div>
            </div>
          ))}
        </TimelineScroller>
        <Composer
          draftKey={null}
          model={state.model}
          onModel={chat.chooseModel}
          refusal={null}
          isRunning={open.length > 0}
          isStopping={false}
          onSend={(said) => {
            void loadLiveAnswer()
            chat.send(said)
            showNewest()
          }}
          onStop={chat.stop}
          onDismissRefusal={noop}
          onWrite={noop}
          ring={null}
          note={
            <>
              {demoModels.includes(state.model) && demoNote}
              <p className="text-label text-ink-muted px-1">
                {t.rich('note', {
                  strong: (text) => <strong className="text-ink font-medium">{text}</strong>,
                })}
              </p>
            </>
          }
        />
        <p role="status" className="sr-only">
          {state.announcement}
        </p>
      </div>
    </ModelNamesProvider>
  )
}

/** The temporary thread of this tab, or a new one. */
function useTemporaryChat(model: string): TemporaryChat {
  const t = useTranslations('chat')
  const [chat] = useState(() => {
    const known = keptChat()
    if (known) return known
    const begun = new TemporaryChat({
      model,
      request,
      nameOf: knownName,
      t,
      schedule: scheduleDraw,
    })
    // The server's memory is everybody's.
    return typeof window === 'undefined' ? begun : keepChat(begun)
  })
  return chat
}

function Header({ isEmpty }: { isEmpty: boolean }) {
  const t = useTranslations('temporary')
  const inChat = useTranslations('chat.header')
  const [isAsking, setAsking] = useState(false)
  const discard = () => {
    forgetKeptChat()
    return Promise.resolve(null)
  }
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-3">
      <DrawerButton label={inChat('threads')} />
      <h1 className="text-body flex min-w-0 flex-1 items-center gap-2 px-1 font-medium sm:px-3">
        <MessageSquareDashed size={17} className="text-ink-muted shrink-0" aria-hidden />
        <span className="truncate">{t('title')}</span>
      </h1>
      {!isEmpty && (
        <IconButton
          label={t('discard')}
          icon={<Trash2 size={17} aria-hidden />}
          onClick={() => setAsking(true)}
        />
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('discard')}
          action={t('discard_now')}
          onConfirm={discard}
          onClose={() => setAsking(false)}
        >
          <p>{t('discard_text')}</p>
        </ConfirmDialog>
      )}
      <Link
        href="/"
        className="text-label text-ink-muted hover:bg-hover hover:text-ink coarse:h-11 coarse:min-w-11 coarse:justify-center flex h-9 shrink-0 items-center gap-2 rounded-md px-2.5 font-medium"
      >
        <SquarePen size={17} aria-hidden />
        <span className="max-sm:sr-only">{inChat('new_thread')}</span>
      </Link>
    </header>
  )
}

function Beginning() {
  const t = useTranslations('temporary')
  return (
    <div className="px-4 pt-[clamp(0.5rem,22dvh-5rem,12rem)] sm:px-6">
      <div className="max-w-column mx-auto">
        <MessageSquareDashed size={36} strokeWidth={1.75} className="text-accent" aria-hidden />
        <h2 className="text-display mt-4 font-semibold tracking-[-0.025em] text-balance">
          {t('begin')}
        </h2>
        <p className="text-reading text-ink-muted mt-2 max-w-[34rem] text-pretty">{t('text')}</p>
      </div>
    </div>
  )
}
