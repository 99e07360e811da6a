'use client'

import { clsx } from 'clsx'
import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { AttachedFile } from '@/components/attachments/attached-file'
import { useMessageActions } from '@/components/chat/message-actions'
import { QuestionText } from '@/components/chat/question-text'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { lazySoon } from '@/components/ui/lazy-soon'
import { Menu } from '@/components/ui/menu'

const Versions = lazySoon(() => import('@/components/chat/versions'))
const QuestionEditor = lazySoon(() => import('@/components/chat/question-editor'))
const QuestionFiles = lazySoon(() => import('@/components/attachments/question-files'))
const QuestionMenu = lazySoon(() => import('@/components/chat/question-menu'))

export type QuestionProps = {
  /** Null while the server has not accepted it. */
  id: string | null
  text: string
  files: readonly AttachedFile[]
  isSending: boolean
  versions: readonly (string | null)[] | null
}

/** What the person wrote, as it was written, and what they sent along. */
export function Question({ id, text, files, isSending, versions }: QuestionProps) {
  const t = useTranslations('chat')
  const { editing, send, endEdit } = useMessageActions()
  const isEdited = id !== null && editing === id
  return (
    <article
      aria-label={t('you')}
      data-message-id={id ?? undefined}
      tabIndex={-1}
      className={clsx(
        'group/question flex flex-col items-end outline-none',
        !isEdited && 'pl-10 sm:pl-24',
      )}
    >
      <h2 className="sr-only">{t('you')}</h2>
      {isEdited ? (
        <QuestionEditor
          id={id}
          text={text}
          onSend={(changed) => send(changed, { replaces: id, files })}
          onClose={endEdit}
        />
      ) : (
        <>
          <QuestionText {...{ text, isSending }}>
            {files.length > 0 && <QuestionFiles files={files} />}
          </QuestionText>
          {id !== null && <QuestionActions {...{ id, text, versions }} />}
        </>
      )}
    </article>
  )
}

function QuestionActions({
  id,
  text,
  versions,
}: Pick<QuestionProps, 'text' | 'versions'> & { id: string }) {
  const t = useTranslations('chat.actions')
  const { isQuiet, beginEdit } = useMessageActions()
  return (
    <div className="coarse:h-11 coarse:-mr-3 -mr-1.5 flex h-8 items-center gap-0.5">
      <div className="flex items-center gap-0.5 transition-opacity group-focus-within/question:opacity-100 group-hover/question:opacity-100 pointer-fine:opacity-0">
        <CopyButton label={t('copy_question')} size="small" getText={() => text} />
        {isQuiet && (
          <IconButton
            label={t('edit')}
            size="small"
            icon={<Pencil size={15} aria-hidden />}
            onClick={() => beginEdit(id)}
            data-needs-script
          />
        )}
        <Menu label={t('more_question')}>
          <QuestionMenu {...{ id, versions }} />
        </Menu>
      </div>
      {versions && <Versions {...{ id, versions }} />}
    </div>
  )
}
