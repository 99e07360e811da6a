import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { StoredAnswerBody } from '@/components/chat/stored-answer-body'
import type { ModelNames } from '@/components/models/model-names'
import { nameFromId, shortName } from '@/components/models/short-name'
import { SharedQuestion } from '@/components/sharing/shared-question'
import { SharedAnswer } from '@/components/sharing/shared-answer'
import { toMessageParts } from '@/components/sharing/shared-parts'
import { describeMessages } from '@/components/summaries/describe-summary'
import { buttonClass } from '@/components/ui/button'
import { plainName } from '@/lib/core/thread/plain-name'
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
  const t = useTranslations('sharing.thread')
  const { messages, summaries, next_before_sequence: older } = page
  return (
    <div className="max-w-column thread-line mx-auto grid gap-5 [&>*]:min-w-0">
      {page.system_prompt !== null && (
        <Folded title={t('system_prompt')}>{page.system_prompt}</Folded>
      )}
      {older !== null && (
        <a href={`${path}?before_sequence=${older}`} className={pageLink}>
          {t('earlier')}
        </a>
      )}
      {messages.length === 0 && <p className="text-ink-muted">{t('none')}</p>}
      {messages.map((message) => (
        <Message
          key={message.id}
          message={message}
          modelNames={modelNames}
          summary={summaries.find(({ last_message_id }) => last_message_id === message.id)}
        />
      ))}
      {!isNewest && (
        <a href={path} className={pageLink}>
          {t('newest')}
        </a>
      )}
    </div>
  )
}

const pageLink = buttonClass('quiet', 'justify-self-center')

function Message({
  message,
  modelNames,
  summary,
}: {
  message: SharedMessage
  modelNames: ModelNames
  summary?: SharedSummary
}) {
  const t = useTranslations('summaries')
  const tModels = useTranslations('models')
  const { id, role, content, parts, hidden_files: hiddenFiles, model_used, status } = message
  return (
    <>
      {role === 'user' ? (
        <SharedQuestion text={content} hiddenFiles={hiddenFiles} />
      ) : (
        <SharedAnswer
          name={model_used === null ? tModels('the_model') : nameOf(model_used, modelNames)}
          status={status}
        >
          <StoredAnswerBody id={id} parts={toMessageParts(parts)} />
        </SharedAnswer>
      )}
      {summary && (
        <Folded title={t('title', { span: describeMessages(summary.total_message_count, t) })}>
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

/** One that the server does not know is called by its id: no page that strangers read asks for the catalogue. */
const nameOf = (id: string, names: ModelNames): string =>
  shortName(plainName(names[id] ?? nameFromId(id)))
