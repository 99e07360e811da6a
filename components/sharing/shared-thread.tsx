import { ChevronRight } from 'lucide-react'

import { Question } from '@/components/chat/question'
import { StoredAnswerBody } from '@/components/chat/stored-answer-body'
import { ModelNamesProvider, type ModelNames } from '@/components/models/model-names'
import { nameFromId } from '@/components/models/name-from-id'
import { SharedAnswer } from '@/components/sharing/shared-answer'
import { toMessageParts } from '@/components/sharing/shared-parts'
import { describeMessages } from '@/components/summaries/describe-summary'
import { buttonClass } from '@/components/ui/button'
import type { SharedMessage, SharedSummary, SharedThread as Page } from '@/lib/core/thread/share'

export type SharedThreadProps = {
  page: Page
  /** The address of the newest page. */
  path: string
  isNewest: boolean
  modelNames: ModelNames
}

/** A page of a thread for somebody who can only read it; it works without any script. */
export function SharedThread({ page, path, isNewest, modelNames }: SharedThreadProps) {
  const { messages, summaries, next_before_sequence: older } = page
  return (
    <ModelNamesProvider names={{ ...namesFromIds(messages), ...modelNames }}>
      <div className="max-w-column thread-line mx-auto grid gap-5 [&>*]:min-w-0">
        {page.system_prompt !== null && <Folded title="System prompt">{page.system_prompt}</Folded>}
        {older !== null && (
          <a href={`${path}?before_sequence=${older}`} className={pageLink}>
            Earlier messages
          </a>
        )}
        {messages.length === 0 && <p className="text-ink-muted">There are no messages here.</p>}
        {messages.map((message) => (
          <Message
            key={message.id}
            message={message}
            summary={summaries.find(({ last_message_id }) => last_message_id === message.id)}
          />
        ))}
        {!isNewest && (
          <a href={path} className={pageLink}>
            Newest messages
          </a>
        )}
      </div>
    </ModelNamesProvider>
  )
}

const pageLink = buttonClass('quiet', 'justify-self-center')

function Message({ message, summary }: { message: SharedMessage; summary?: SharedSummary }) {
  const { id, role, content, parts, model_used, status } = message
  return (
    <>
      {role === 'user' ? (
        <Question text={content} isSending={false} />
      ) : (
        <SharedAnswer model={model_used} status={status}>
          <StoredAnswerBody id={id} parts={toMessageParts(parts)} />
        </SharedAnswer>
      )}
      {summary && (
        <Folded title={`Summary of ${describeMessages(summary.total_message_count)}`}>
          {summary.content}
        </Folded>
      )}
    </>
  )
}

function Folded({ title, children }: { title: string; children: string }) {
  return (
    <details className="group/folded border-line bg-surface text-label rounded-md border">
      <summary className="coarse:min-h-11 flex min-h-10 list-none items-center gap-2 rounded-md px-3 py-1.5 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden
          className="text-ink-muted shrink-0 transition-transform group-open/folded:rotate-90"
        />
        {title}
      </summary>
      <p className="border-line border-t px-3 py-2.5 whitespace-pre-wrap">{children}</p>
    </details>
  )
}

/** So that no page that strangers read asks for the catalogue. */
const namesFromIds = (messages: readonly SharedMessage[]): ModelNames =>
  Object.fromEntries(
    messages.flatMap(({ model_used: id }) => (id === null ? [] : [[id, nameFromId(id)]])),
  )
