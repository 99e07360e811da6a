'use client'

import { clsx } from 'clsx'
import { Mic } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react'

import { dictate, recogniser, type Dictation } from '@/components/chat/dictate'
import { IconButton } from '@/components/ui/icon-button'
import { toastStore } from '@/components/ui/toast-store'

const never = () => () => undefined

/**
 * Puts what is heard where the text ends, in the place of what was heard of it before. What a person changes or sends meanwhile
 * stays as they have it: only what is said from then on is added.
 */
function writeDown(
  field: RefObject<HTMLTextAreaElement | null>,
  onWrite: (field: HTMLTextAreaElement) => void,
) {
  let before = field.current?.value ?? ''
  let written = before
  let heard: string[] = []
  let settled = 0
  return (words: string) => {
    if (!field.current) return
    if (field.current.value !== written) {
      before = field.current.value
      settled = heard.length
    }
    heard = words.split(' ')
    const added = heard.slice(settled).join(' ')
    const space = before === '' || added === '' || /\s$/.test(before) ? '' : ' '
    written = before + space + added
    field.current.value = written
    onWrite(field.current)
  }
}

/** Writes down what is said, where the browser can; else there is no such button. */
export default function VoiceButton({
  field,
  onWrite,
}: {
  field: RefObject<HTMLTextAreaElement | null>
  /** Called when something was written down. */
  onWrite: (field: HTMLTextAreaElement) => void
}) {
  const t = useTranslations('composer')
  const locale = useLocale()
  const Recogniser = useSyncExternalStore(never, recogniser, () => null)
  const dictation = useRef<Dictation | null>(null)
  // Whose draft it is changes while somebody speaks.
  const write = useRef(onWrite)
  useEffect(() => {
    write.current = onWrite
  }, [onWrite])
  const [isListening, setListening] = useState(false)

  useEffect(() => () => dictation.current?.abort(), [])

  if (!Recogniser) return null

  const toggle = () => {
    if (dictation.current) return dictation.current.stop()
    setListening(true)
    dictation.current = dictate(Recogniser, {
      lang: navigator.languages.find((one) => one.startsWith(locale)) ?? locale,
      onWords: writeDown(field, (written) => write.current(written)),
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
