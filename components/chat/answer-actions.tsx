'use client'

import { clsx } from 'clsx'
import { Layers, RotateCw, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { AnswerDetailsButton } from '@/components/chat/details/answer-details-button'
import { useMessageActions } from '@/components/chat/message-actions'
import { useCopyKeys } from '@/components/chat/use-copy-keys'
import { inspectorStore } from '@/components/context/inspector-store'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { lazySoon } from '@/components/ui/lazy-soon'
import { Menu } from '@/components/ui/menu'
import type { VoteValue } from '@/lib/core/thread/message'

const Versions = lazySoon(() => import('@/components/chat/versions'))
const AnswerMenu = lazySoon(() => import('@/components/chat/answer-menu'))

export type AnswerActionsProps = {
  threadId: string
  /** Null while the server has not accepted the question. */
  answerId: string | null
  model: string | null
  /** The model that was asked, where another one answered. */
  asked: string | null
  vote: VoteValue | null
  versions: readonly (string | null)[] | null
  isOver: boolean
  isLast: boolean
  /** Whether there is a button to try again elsewhere. */
  offersRetry: boolean
  getText: (() => string | Promise<string>) | null
}

/** What can be done with an answer. Keeps its room while the answer runs, so that nothing moves when it ends. */
export function AnswerActions(props: AnswerActionsProps) {
  const { threadId, answerId, asked, versions, isOver, isLast, offersRetry, getText } = props
  const t = useTranslations('chat.actions')
  const { isQuiet, retry } = useMessageActions()
  useCopyKeys(getText, { isActive: isLast && isOver })
  return (
    <div className="coarse:-ml-3 coarse:min-h-11 mt-1 -ml-1.5 flex min-h-8 flex-wrap items-center gap-0.5">
      {versions && <Versions id={answerId} versions={versions} />}
      <div
        className={clsx(
          'flex items-center gap-0.5 transition-opacity',
          !isLast &&
            'group-focus-within/answer:opacity-100 group-hover/answer:opacity-100 pointer-fine:opacity-0',
        )}
      >
        {isOver && getText && (
          <CopyButton label={t('copy_answer')} size="small" getText={getText} />
        )}
        {isOver && answerId !== null && (
          <IconButton
            label={t('what_was_sent')}
            size="small"
            icon={<Layers size={15} aria-hidden />}
            aria-haspopup="dialog"
            onClick={({ currentTarget: opener }) =>
              inspectorStore.open({ threadId, answerId, opener })
            }
            data-needs-script
          />
        )}
        {isOver && answerId !== null && (
          <AnswerDetailsButton threadId={threadId} answerId={answerId} />
        )}
        {isOver && isQuiet && answerId !== null && !offersRetry && (
          <IconButton
            label={t('answer_again')}
            size="small"
            icon={<RotateCw size={15} aria-hidden />}
            onClick={() => retry(answerId, asked)}
            data-needs-script
          />
        )}
        {isOver && answerId !== null && <MoreActions {...props} answerId={answerId} />}
      </div>
    </div>
  )
}

export type Opinion = { label: string; icon: ReactNode; isGiven: boolean; run: () => void }

/** Opinions stand beside the menu where there is room, else in it. */
function MoreActions({
  answerId,
  model,
  vote,
  versions,
}: AnswerActionsProps & { answerId: string }) {
  const t = useTranslations('chat.actions')
  const actions = useMessageActions()
  const given = actions.voteOf(answerId, vote)
  const opinions = (['up', 'down'] as const).map((value): Opinion => {
    const Icon = value === 'up' ? ThumbsUp : ThumbsDown
    return {
      label: t(value === 'up' ? 'good' : 'bad'),
      icon: <Icon size={15} fill={given === value ? 'currentColor' : 'none'} aria-hidden />,
      isGiven: given === value,
      run: () => actions.vote(answerId, given === value ? null : value),
    }
  })
  return (
    <>
      {opinions.map(({ label, icon, isGiven, run }) => (
        <IconButton
          key={label}
          label={label}
          size="small"
          icon={icon}
          aria-pressed={isGiven}
          onClick={run}
          className={clsx('max-sm:hidden', isGiven && 'text-accent')}
          data-needs-script
        />
      ))}
      <Menu label={t('more_answer')}>
        <AnswerMenu {...{ answerId, model, versions, opinions }} />
      </Menu>
    </>
  )
}
