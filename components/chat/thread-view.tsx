'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useMemo, type ComponentType, type ReactNode } from 'react'

import { explain } from '@/components/api/explain'
import { Composer } from '@/components/chat/composer'
import type { EmptyThreadProps } from '@/components/chat/empty-thread'
import { LiveAnswer } from '@/components/chat/live-answer'
import type { LiveTurn, Said } from '@/components/chat/live-turn'
import { MessageActionsProvider } from '@/components/chat/message-actions'
import { hasEnded, type StoredMessage } from '@/components/chat/stored-message'
import type { ThreadChatState, ThreadSettings } from '@/components/chat/thread-chat'
import { ThreadHeader } from '@/components/chat/thread-header'
import { newThreadDraft } from '@/components/chat/thread-chats'
import { countUnsummarised, planTimeline } from '@/components/chat/timeline'
import { TimelineRows } from '@/components/chat/timeline-rows'
import { TimelineScroller } from '@/components/chat/timeline-scroller'
import { keepPlace } from '@/components/chat/use-kept-place'
import { loadLiveAnswer } from '@/components/chat/use-live-answer'
import { useMessageCommands } from '@/components/chat/use-message-commands'
import { useNewestInView } from '@/components/chat/use-newest-in-view'
import { useFoundMessage } from '@/components/chat/use-found-message'
import { useMessageWindow } from '@/components/chat/use-message-window'
import { useThreadChat } from '@/components/chat/use-thread-chat'
import { InspectorHost } from '@/components/context/inspector-host'
import { useSwitchNote } from '@/components/context/use-switch-note'
import { useContextPreview } from '@/components/context/use-context-preview'
import { catalogueName } from '@/components/models/catalogue'
import { ModelNamesProvider, type ModelNames } from '@/components/models/model-names'
import type { Visibility } from '@/components/sharing/share-state'
import { useSummaries } from '@/components/summaries/use-summaries'
import { useSummaryActions } from '@/components/summaries/use-summary-actions'
import { useThreadTitle } from '@/components/threads/use-thread-title'
import { lazySoon, soon } from '@/components/ui/lazy-soon'
import { useStableCommands } from '@/components/ui/use-stable-commands'
import { toastStore } from '@/components/ui/toast-store'
import type { SummaryList } from '@/lib/core/summary/summary'

const CatchUp = lazySoon(() => import('@/components/chat/catch-up'))
const ChosenBranch = lazySoon(() => import('@/components/chat/chosen-branch'))
const EmptyLater = lazySoon(() => import('@/components/chat/empty-thread'))
const MoreMessages = lazySoon(() => import('@/components/chat/more-messages'))
const VersionKeys = lazySoon(() => import('@/components/chat/version-keys'))
const ContextRing = lazySoon(() => import('@/components/context/context-ring'))

export type ThreadViewProps = {
  threadId: string
  isStored: boolean
  settings: ThreadSettings
  /** Who may read it besides its owner. */
  visibility?: Visibility
  /** The newest messages of the active branch, oldest first, and the answers' bodies as the server rendered them. */
  history: readonly StoredMessage[]
  bodies: readonly (readonly [id: string, body: ReactNode])[]
  hasOlder: boolean
  /** The newest message of the thread, on whichever branch. */
  newestId?: string | null
  /** Answers that stand beside the newest one, or beside one that is not over. */
  beside?: readonly StoredMessage[]
  /** The message that the page was opened at, and whether the branch goes on after what came with it. */
  found?: string | null
  hasNewer?: boolean
  /** A message of the branch that is shown, while another one is active. */
  branchToChoose?: string | null
  /** The newest links of the chain of summaries. */
  summaries: SummaryList
  modelNames: ModelNames
  demoModels: readonly string[]
  /** What to say of them while one is chosen. */
  demoNote: ReactNode
  /** What a thread without messages shows; a thread that has some begins without it. */
  Empty?: ComponentType<EmptyThreadProps>
}

const loadTakeBack = () => import('@/components/outbox/take-back')
soon(loadTakeBack)

const noTurns: ThreadChatState['turns'] = []
const sayWhy = (error: unknown) => toastStore.show({ message: explain(error) })

/** One thread: its messages, what runs in it, and the place to write. */
export function ThreadView(props: ThreadViewProps) {
  const { threadId, history, bodies, hasOlder, newestId, beside } = props
  const { modelNames, demoModels, demoNote } = props
  const { Empty = EmptyLater } = props
  const { chat, state } = useThreadChat(props)
  const { turns, settings, isStored } = state
  const title = useThreadTitle(threadId, isStored ? settings.title : null)
  const router = useRouter()
  const { scroller, isAway, showNewest: scrollToNewest } = useNewestInView()
  const place = props.found ?? null
  const loaded = useMessageWindow(threadId, {
    page: { history, bodies, hasOlder, hasNewer: props.hasNewer ?? false, place, newestId, beside },
    turns,
    scroller,
  })
  const { page } = loaded
  useFoundMessage(scroller, page.place)
  const showNewest = () => {
    keepPlace(null)
    // A page that was opened at a message would go back to its branch.
    if (!loaded.showNewest() || page.place !== null) router.replace(`/t/${threadId}`)
    scrollToNewest()
    // Again, when what was given up is there.
    requestAnimationFrame(scrollToNewest)
  }

  const stored = loaded.messages
  useEffect(() => {
    chat.followUnfinished([...stored, ...(page.beside ?? [])])
  }, [chat, stored, page])
  const shownBodies = useMemo(
    () =>
      new Map<string, ReactNode>([
        ...stored.map(({ id, parts, body }) => {
          const answer = parts === null ? body : <LiveAnswer key={id} id={id} parts={parts} />
          return [id, answer] as const
        }),
        ...page.bodies,
      ]),
    [stored, page.bodies],
  )
  const shown = useMemo(() => new Set(stored.map(({ id }) => id)), [stored])
  const summaries = useSummaries(threadId, { initial: props.summaries, isStored, shown })
  const rows = useMemo(
    () =>
      planTimeline(stored, loaded.hasNewer ? noTurns : turns, {
        activeModel: settings.model,
        summaries: summaries.list,
        newestId: page.newestId,
        beside: page.beside,
      }),
    [stored, loaded.hasNewer, turns, settings.model, summaries.list, page],
  )
  const readAnew = () => {
    // What was loaded after a page that ends earlier may be of another branch by now.
    if (!page.hasNewer) return router.refresh()
    if (!isAway) return router.replace(`/t/${threadId}`)
    loaded.expire()
    router.refresh()
  }
  const { actions, desk } = useSummaryActions(
    threadId,
    summaries,
    countUnsummarised(rows, {
      hasOlder: loaded.hasOlder,
      hasChain: summaries.list.data.length > 0,
    }),
  )
  const preview = useContextPreview(threadId, {
    isStored,
    model: settings.model,
    turns,
    summaries: summaries.list,
    page,
  })
  const tellSwitch = useSwitchNote(threadId, isStored && rows.length > 0)
  const messages = useMessageCommands(chat, {
    page,
    isQuiet: turns.every(({ status }) => hasEnded(status)),
    activeModel: settings.model,
    isOffered: (model) => (modelNames[model] ?? catalogueName(model)) !== undefined,
    fits: preview,
    showNewest,
    tellSwitch,
    onChosen: loaded.expire,
    onRemoved: loaded.forget,
  })
  const draftKey = isStored ? threadId : newThreadDraft
  const { refresh } = router
  const waiting = useStableCommands({
    takeBack: (key: string) =>
      void loadTakeBack()
        .then(({ takeBack }) => takeBack(chat, key, refresh))
        .catch(sayWhy),
    edit: (key: string) =>
      void loadTakeBack()
        .then(({ takeBackToDraft }) =>
          takeBackToDraft(chat, key, {
            history: stored,
            draftKey,
            refresh,
          }),
        )
        .catch(sayWhy),
  })
  const running = turns.find((turn) => !hasEnded(turn.status)) ?? null

  const send = (said: Said) => {
    void loadLiveAnswer()
    chat.send(said.text, said)
    showNewest()
  }
  const change = (changed: Partial<ThreadSettings>) => chat.change(changed).catch(sayWhy)
  const switchTo = (model: string) => void change({ model }).then(() => tellSwitch([model]))
  const stop = (key: string) => void chat.stop(key).catch(sayWhy)
  const stopNow = () => {
    if (!running) return
    const { key, comparison, questionId } = running
    const isBeside = (turn: LiveTurn) =>
      turn.key === key ||
      (comparison !== null && turn.comparison === comparison) ||
      (questionId !== null && turn.questionId === questionId)
    for (const turn of turns) if (isBeside(turn)) stop(turn.key)
  }

  return (
    <ModelNamesProvider names={modelNames}>
      <div className="beside-inspector relative flex h-full min-w-0 flex-col">
        <ThreadHeader
          title={title}
          threadId={threadId}
          visibility={props.visibility ?? 'private'}
          systemPrompt={settings.systemPrompt}
          onSystemPrompt={(systemPrompt) => void change({ systemPrompt }).then(preview.refresh)}
          onSummarise={actions.summarise}
        />
        <TimelineScroller
          scroller={scroller}
          isAway={isAway || loaded.hasNewer}
          isEmpty={rows.length === 0}
          onShowNewest={showNewest}
        >
          {loaded.hasOlder && <MoreMessages side="earlier" {...loaded.older} />}
          {rows.length === 0 ? (
            <Empty
              isNew={!isStored}
              onSuggestion={(text) => send({ text, files: [], models: [] })}
            />
          ) : (
            <MessageActionsProvider value={messages.actions}>
              <TimelineRows
                {...{ threadId, rows, turns }}
                bodies={shownBodies}
                summaries={actions}
                waiting={waiting}
              />
            </MessageActionsProvider>
          )}
          {loaded.hasNewer && <MoreMessages side="later" {...loaded.newer} />}
        </TimelineScroller>
        <Composer
          draftKey={draftKey}
          model={settings.model}
          onModel={switchTo}
          onAsk={tellSwitch}
          fits={preview}
          refusal={state.refusal}
          isRunning={running !== null}
          isStopping={running?.isStopping ?? false}
          onSend={send}
          onStop={stopNow}
          onDismissRefusal={chat.dismissRefusal}
          ring={isStored && <ContextRing threadId={threadId} store={preview} />}
          onWrite={preview.write}
          note={demoModels.includes(settings.model) && demoNote}
        />
        <p role="status" className="sr-only">
          {state.announcement}
        </p>
        {place !== null && (
          <ChosenBranch
            threadId={threadId}
            found={place}
            messageId={props.branchToChoose ?? null}
            page={history}
          />
        )}
        <VersionKeys />
        <CatchUp
          {...{ threadId, isStored, rows, turns, settings, page, readAnew }}
          isAtEnd={!loaded.hasNewer}
          hasOlder={loaded.hasOlder}
        />
        {desk}
        {messages.dialog}
        <InspectorHost
          threadId={threadId}
          model={settings.model}
          demoModels={demoModels}
          onModel={switchTo}
          store={preview}
        />
      </div>
    </ModelNamesProvider>
  )
}
