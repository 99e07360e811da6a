'use client'

import { useMemo, type ReactNode } from 'react'

import { explain } from '@/components/api/request'
import { Composer } from '@/components/chat/composer'
import { DemoNote } from '@/components/chat/demo-note'
import { EarlierMessages } from '@/components/chat/earlier-messages'
import { EmptyThread } from '@/components/chat/empty-thread'
import { LiveAnswerBody } from '@/components/chat/live-answer-body'
import { toStoredMessage, hasEnded, type StoredMessage } from '@/components/chat/stored-message'
import type { ThreadSettings } from '@/components/chat/thread-chat'
import { ThreadHeader } from '@/components/chat/thread-header'
import { newThreadDraft } from '@/components/chat/thread-chats'
import { countUnsummarised, planTimeline } from '@/components/chat/timeline'
import { TimelineRows } from '@/components/chat/timeline-rows'
import { TimelineScroller } from '@/components/chat/timeline-scroller'
import { useCatchUp } from '@/components/chat/use-catch-up'
import { loadMarkdown } from '@/components/chat/use-markdown'
import { useNewestInView } from '@/components/chat/use-newest-in-view'
import { useOlderMessages } from '@/components/chat/use-older-messages'
import { useThreadChat } from '@/components/chat/use-thread-chat'
import { ContextRing } from '@/components/context/context-ring'
import { InspectorHost } from '@/components/context/inspector-host'
import { useContextPreview } from '@/components/context/use-context-preview'
import { ModelNamesProvider, type ModelNames } from '@/components/models/model-names'
import type { Visibility } from '@/components/sharing/share-state'
import { useSummaries } from '@/components/summaries/use-summaries'
import { useSummaryActions } from '@/components/summaries/use-summary-actions'
import { useThreadTitle } from '@/components/threads/use-thread-title'
import { toastStore } from '@/components/ui/toast-store'
import type { SummaryList } from '@/lib/core/summary/summary'

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
  /** The newest links of the chain of summaries. */
  summaries: SummaryList
  modelNames: ModelNames
  demoModels: readonly string[]
}

const sayWhy = (error: unknown) => toastStore.show({ message: explain(error) })

/** One thread: its messages, what runs in it, and the place to write. */
export function ThreadView(props: ThreadViewProps) {
  const { threadId, history, hasOlder, modelNames, demoModels } = props
  const { chat, state } = useThreadChat(props)
  const { turns, settings, isStored } = state
  const title = useThreadTitle(threadId, isStored ? settings.title : null)
  const older = useOlderMessages(threadId, {
    oldestParent: history[0]?.parentId ?? null,
    hasOlder,
  })
  const { scroller, isAway, showNewest } = useNewestInView()
  useCatchUp({ threadId, newest: history.at(-1)?.id ?? null, turns })

  const stored = useMemo(
    () => [...older.messages.map(toStoredMessage), ...history],
    [older.messages, history],
  )
  const bodies = useMemo(
    () =>
      new Map<string, ReactNode>([
        ...older.messages.map(
          ({ id, parts }) => [id, <LiveAnswerBody key={id} id={id} parts={parts} />] as const,
        ),
        ...props.bodies,
      ]),
    [older.messages, props.bodies],
  )
  const shown = useMemo(() => new Set(stored.map(({ id }) => id)), [stored])
  const summaries = useSummaries(threadId, { initial: props.summaries, isStored, shown })
  const rows = useMemo(
    () => planTimeline(stored, turns, { activeModel: settings.model, summaries: summaries.list }),
    [stored, turns, settings.model, summaries.list],
  )
  const { actions, dialog } = useSummaryActions(
    threadId,
    summaries,
    countUnsummarised(rows, {
      hasOlder: older.hasMore,
      hasChain: summaries.list.data.length > 0,
    }),
  )
  const preview = useContextPreview(threadId, {
    isStored,
    model: settings.model,
    turns,
    summaries: summaries.list,
  })
  const running = turns.find((turn) => !hasEnded(turn.status)) ?? null

  const send = (text: string) => {
    void loadMarkdown()
    chat.send(text)
    showNewest()
  }
  const change = (changed: Partial<ThreadSettings>) => chat.change(changed).catch(sayWhy)
  const stop = (key: string) => void chat.stop(key).catch(sayWhy)

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
          {...{ scroller, isAway }}
          isEmpty={rows.length === 0}
          onShowNewest={showNewest}
        >
          {older.hasMore && <EarlierMessages status={older.status} load={older.load} />}
          {rows.length === 0 ? (
            <EmptyThread isNew={!isStored} onSuggestion={send} />
          ) : (
            <TimelineRows
              {...{ threadId, rows, turns, bodies }}
              summaries={actions}
              onRetry={(id) => {
                void loadMarkdown()
                chat.retry(id)
                showNewest()
              }}
              onCancel={stop}
            />
          )}
        </TimelineScroller>
        <Composer
          draftKey={isStored ? threadId : newThreadDraft}
          model={settings.model}
          onModel={(model) => void change({ model })}
          refusal={state.refusal}
          isRunning={running !== null}
          isStopping={running?.isStopping ?? false}
          onSend={send}
          onStop={() => running && stop(running.key)}
          onDismissRefusal={chat.dismissRefusal}
          ring={isStored && <ContextRing threadId={threadId} store={preview} />}
          onWrite={preview.write}
          note={demoModels.includes(settings.model) && <DemoNote />}
        />
        <p role="status" className="sr-only">
          {state.announcement}
        </p>
        {dialog}
        <InspectorHost
          threadId={threadId}
          model={settings.model}
          demoModels={demoModels}
          onModel={(model) => void change({ model })}
          store={preview}
        />
      </div>
    </ModelNamesProvider>
  )
}
