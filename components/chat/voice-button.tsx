'use client'

import { clsx } from 'clsx'
import { Mic } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

import { dictate, recogniser, type Dictation } from '@/components/chat/dictate'
import { IconButton } from '@/components/ui/icon-button'
import { toastStore } from '@/components/ui/toast-store'

const never = () => () => undefined

/** Writes down what is said, where the browser can; else there is no such button. */
export default function VoiceButton({
  onBegin,
}: {
  /** Returns what to call with everything that was heard so far. */
  onBegin: () => (words: string) => void
}) {
  const t = useTranslations('composer')
  const locale = useLocale()
  const Recogniser = useSyncExternalStore(never, recogniser, () => null)
  const dictation = useRef<Dictation | null>(null)
  const [isListening, setListening] = useState(false)

  useEffect(() => () => dictation.current?.abort(), [])

  if (!Recogniser) return null

  const toggle = () => {
    if (dictation.current) return dictation.current.stop()
    setListening(true)
    dictation.current = dictate(Recogniser, {
      lang: navigator.languages.find((one) => one.startsWith(locale)) ?? locale,
      onWords: onBegin(),
      onEnd: (problem) => {
        dictation.current = null
        setListening(false)
        if (problem !== null) {
          const isRefused = problem === 'not-allowed' || problem === 'service-not-allowed'
          toastStore.show({ message: t(isRefused ? 'microphone_refused' : 'speech_failed') })
        }
      },
    })
  }

  return (
    <>
      <IconButton
        label={isListening ? t('stop_listening') : t('dictate')}
        tip="none"
        aria-pressed={isListening}
        icon={<Mic size={17} aria-hidden className={isListening ? 'knot-pulse' : undefined} />}
        onClick={toggle}
        className={clsx('rounded-full!', isListening && 'bg-danger-soft text-danger!')}
        data-needs-script
      />
      <span role="status" className="sr-only">
        {isListening ? t('listening') : ''}
      </span>
    </>
  )
}
