'use client'

import { Info } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Suspense, useRef, useState } from 'react'

import { inspectorStore } from '@/components/context/inspector-store'
import { IconButton } from '@/components/ui/icon-button'
import { lazyPart } from '@/components/ui/lazy-part'

const AnswerDetails = lazyPart(() => import('@/components/chat/details/answer-details'))

/** Opens the details of an answer; what shows them is loaded then. */
export function AnswerDetailsButton({
  threadId,
  answerId,
}: {
  threadId: string
  answerId: string
}) {
  const t = useTranslations('chat.details')
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)

  const showSent = () => {
    setOpen(false)
    if (button.current) inspectorStore.open({ threadId, answerId, opener: button.current })
  }

  return (
    <>
      <IconButton
        ref={button}
        label={t('open')}
        size="small"
        icon={<Info size={15} aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        data-needs-script
      />
      {isOpen && (
        <Suspense>
          <AnswerDetails answerId={answerId} onShowSent={showSent} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
