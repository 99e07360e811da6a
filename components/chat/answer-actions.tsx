'use client'

import { clsx } from 'clsx'
import { Layers, RotateCw } from 'lucide-react'

import { inspectorStore } from '@/components/context/inspector-store'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'

/** What can be done with an answer. Keeps its room while the answer runs, so that nothing moves when it ends. */
export function AnswerActions({
  threadId,
  answerId,
  isVisible,
  isLast,
  getText,
  onRetry,
}: {
  threadId: string
  /** Null while the server has not accepted the question. */
  answerId: string | null
  isVisible: boolean
  isLast: boolean
  getText: (() => string | Promise<string>) | null
  onRetry?: () => void
}) {
  return (
    <div
      className={clsx(
        'coarse:-ml-3 coarse:h-11 mt-1 -ml-1.5 flex h-8 items-center gap-0.5 transition-opacity',
        !isLast &&
          'group-focus-within/answer:opacity-100 group-hover/answer:opacity-100 pointer-fine:opacity-0',
      )}
    >
      {isVisible && getText && <CopyButton label="Copy answer" size="small" getText={getText} />}
      {isVisible && answerId !== null && (
        <IconButton
          label="What was sent"
          size="small"
          icon={<Layers size={15} aria-hidden />}
          aria-haspopup="dialog"
          onClick={({ currentTarget: opener }) =>
            inspectorStore.open({ threadId, answerId, opener })
          }
          data-needs-script
        />
      )}
      {isVisible && onRetry && (
        <IconButton
          label="Answer again"
          size="small"
          icon={<RotateCw size={15} aria-hidden />}
          onClick={onRetry}
          data-needs-script
        />
      )}
    </div>
  )
}
