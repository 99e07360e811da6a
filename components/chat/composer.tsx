'use client'

import { ArrowUp, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'

import { AttachButton } from '@/components/attachments/attach-button'
import {
  changeDraftFiles,
  isMissing,
  noFiles,
  readyFiles,
} from '@/components/attachments/draft-files'
import { useAttachments } from '@/components/attachments/use-attachments'
import {
  moveDraft,
  onDraftReturned,
  readAsked,
  readDraft,
  saveAsked,
  saveDraft,
} from '@/components/chat/draft'
import type { Said } from '@/components/chat/live-turn'
import { triggerAt, type Trigger } from '@/components/chat/trigger'
import { ModelButton, type ModelButtonProps } from '@/components/models/model-button'
import type { MenuKeys } from '@/components/prompts/composer-menu'
import { usePreferences } from '@/components/settings/preferences'
import { useShortcut } from '@/components/shortcuts/use-shortcut'
import { IconButton } from '@/components/ui/icon-button'
import { isTouch } from '@/components/ui/is-touch'
import { lazyPart } from '@/components/ui/lazy-part'
import { lazySoon } from '@/components/ui/lazy-soon'
import type { Preferences } from '@/lib/core/access/preferences'

const ComposerMenu = lazyPart(() => import('@/components/prompts/composer-menu'))
const AttachmentBar = lazyPart(() => import('@/components/attachments/attachment-bar'))
const FileDrop = lazySoon(() => import('@/components/attachments/file-drop'))
const ChosenModel = lazySoon(() => import('@/components/chat/chosen-model'))
const Refusal = lazySoon(() => import('@/components/chat/refusal'))
const VoiceButton = lazySoon(() => import('@/components/chat/voice-button'))

export type ComposerProps = {
  /** Null in a thread of which nothing is kept: the draft is not, and there are no files. */
  draftKey: string | null
  model: string
  onModel: (model: string) => void
  /** Called with the models that are to answer the next message only. Absent where only one can. */
  onAsk?: (models: readonly string[]) => void
  fits?: ModelButtonProps['fits']
  /** Why the last message was not taken. */
  refusal: string | null
  isRunning: boolean
  isStopping: boolean
  onSend: (said: Said) => void
  onStop: () => void
  onDismissRefusal: () => void
  note: ReactNode
  /** How full the model's window is. */
  ring: ReactNode
  /** Called with what is written, also when that is not by hand. */
  onWrite: (text: string) => void
}

/** The place to write. What is written is kept until it is sent. */
export function Composer(props: ComposerProps) {
  const { draftKey, model, onModel, refusal, isRunning, isStopping } = props
  const { onAsk, onSend, onStop, onWrite, note, ring } = props
  const t = useTranslations('composer')
  const { send_key: sendKey } = usePreferences().preferences
  const textarea = useRef<HTMLTextAreaElement>(null)
  const key = useRef(draftKey)
  const [isBlank, setBlank] = useState(true)
  const [asked, setAsked] = useState<readonly string[]>([])
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  const [activeOption, setActiveOption] = useState<string>()
  const menu = useRef<MenuKeys>(null)
  const { files, hint, texts, attach } = useAttachments(draftKey)
  const isWaiting = files.some(isMissing)
  const isEmpty = isBlank && readyFiles(files).length === 0

  useShortcut('focus_composer', () => textarea.current?.focus())
  useShortcut('stop_answer', onStop, { isActive: isRunning })

  const show = useCallback(
    (text: string) => {
      if (!textarea.current) return
      textarea.current.value = text
      grow(textarea.current)
      setBlank(text.trim() === '')
      setAsked((chosen) => (chosen[0] ? chosen : readAsked(draftKey)))
      onWrite(text)
    },
    [draftKey, onWrite],
  )

  useEffect(() => {
    // What was written while the first message of a thread was being taken goes on with it.
    if (key.current !== draftKey) moveDraft(key.current, draftKey)
    key.current = draftKey
    // Somebody may have begun to write before this code ran.
    const written = textarea.current?.value ?? ''
    show(written === '' ? readDraft(draftKey) : written)
    return onDraftReturned((key) => {
      if (key !== draftKey) return
      setAsked(readAsked(key))
      show(readDraft(key))
      if (!isTouch()) textarea.current?.focus()
    })
  }, [draftKey, show])

  useEffect(() => {
    // Focus without being asked would open the keyboard of a phone.
    if (!isTouch() && document.activeElement === document.body) textarea.current?.focus()
    // What has had it may be gone: a file that was taken out, a model that was.
  }, [files.length, asked.length, refusal])

  const take = (field: HTMLTextAreaElement) => {
    saveDraft(draftKey, field.value)
    grow(field)
    setBlank(field.value.trim() === '')
    onWrite(field.value)
  }

  const write = ({ currentTarget: field }: FormEvent<HTMLTextAreaElement>) => {
    take(field)
    setTrigger(triggerAt(field.value, field.selectionEnd))
  }

  /** Puts a text in the place of the word that asked for it. */
  const insert = (text: string) => {
    const field = textarea.current
    setTrigger(null)
    if (!field || !trigger) return
    field.setRangeText(text, trigger.start, trigger.end, 'end')
    take(field)
    // Once a dialog that asked for values has given the focus back.
    requestAnimationFrame(() => field.focus())
  }

  const ask = (models: readonly string[]) => {
    setAsked(models)
    saveAsked(draftKey, models)
    onAsk?.(models)
  }

  const send = () => {
    const text = textarea.current?.value ?? ''
    if (isEmpty || isWaiting) return
    saveDraft(draftKey, '')
    ask([])
    show('')
    if (draftKey !== null && files.length > 0) changeDraftFiles(draftKey, () => noFiles)
    setTrigger(null)
    onSend({ text, files: readyFiles(files), models: asked })
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
    textarea.current?.focus()
  }

  const pickModel = (id: string) => {
    onModel(id)
    // Once the dialog has given the focus back.
    if (!isTouch()) requestAnimationFrame(() => textarea.current?.focus())
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (trigger && menu.current?.take(event)) return event.preventDefault()
    if (event.key === 'Enter' && sends(event, sendKey)) {
      event.preventDefault()
      send()
    }
    if (event.key === 'Escape' && isRunning && !isComposing(event)) onStop()
  }

  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files]
    // Office programs put a picture of a text beside it.
    if (pasted.length === 0 || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    attach(pasted)
  }

  return (
    <div className="shrink-0 px-3 pb-[calc(env(safe-area-inset-bottom)+0.75rem)] sm:px-6 sm:pb-5">
      <div className="max-w-column mx-auto grid gap-2">
        {refusal && <Refusal text={refusal} onDismiss={props.onDismissRefusal} />}
        {note}
        <div className="relative min-w-0">
          {trigger && (
            <Suspense>
              <ComposerMenu
                ref={menu}
                trigger={trigger}
                onText={insert}
                onModel={(id) => {
                  ask([id])
                  insert('')
                }}
                onClose={() => setTrigger(null)}
                onActive={setActiveOption}
              />
            </Suspense>
          )}
          <form
            onSubmit={submit}
            aria-label={t('message')}
            className="border-line-strong bg-surface shadow-raised focus-within:border-accent composer-frame relative min-w-0 rounded-lg border transition-colors"
          >
            {asked[0] && <ChosenModel models={asked} onChange={ask} />}
            {draftKey !== null && files.length > 0 && (
              <Suspense>
                <AttachmentBar
                  {...{ draftKey, files, texts }}
                  models={asked[0] ? asked : [model]}
                />
              </Suspense>
            )}
            <textarea
              ref={textarea}
              rows={1}
              autoComplete={draftKey === null ? 'off' : undefined}
              aria-label={t('message')}
              placeholder={isRunning ? t('placeholder_queue') : t('placeholder')}
              enterKeyHint={sendKey === 'enter' ? 'send' : 'enter'}
              onInput={write}
              onKeyDown={onKeyDown}
              onPaste={paste}
              onBlur={() => !menu.current?.isAsking && setTrigger(null)}
              aria-autocomplete={trigger ? 'list' : undefined}
              aria-controls={activeOption && 'composer-menu'}
              aria-activedescendant={activeOption}
              className="text-reading placeholder:text-ink-muted block [field-sizing:content] max-h-[40dvh] min-h-13 w-full resize-none overflow-y-auto bg-transparent px-4 pt-3.5 pb-1 outline-none"
            />
            <div className="flex items-center gap-1 p-2 pt-0">
              {draftKey !== null && <AttachButton hint={hint} onFiles={attach} />}
              <ModelButton
                model={model}
                compared={asked}
                fits={props.fits}
                onModel={pickModel}
                onCompare={onAsk && ask}
              />
              {ring}
              <span className="flex-1" />
              <VoiceButton field={textarea} onWrite={take} />
              {isRunning && (
                <IconButton
                  label={isStopping ? t('stopping') : t('stop')}
                  tip="none"
                  icon={<Square size={13} fill="currentColor" aria-hidden />}
                  onClick={onStop}
                  disabled={isStopping}
                  className="border-line-strong text-ink! rounded-full! border"
                />
              )}
              {!(isRunning && isEmpty) && (
                <IconButton
                  type="submit"
                  label={isRunning ? t('send_next') : t('send')}
                  tip="none"
                  icon={<ArrowUp size={18} strokeWidth={2.4} aria-hidden />}
                  disabled={isEmpty || isWaiting}
                  className="bg-accent text-accent-ink! hover:bg-accent! disabled:bg-hover! disabled:text-ink-muted! ml-1 rounded-full! disabled:opacity-100!"
                />
              )}
            </div>
          </form>
        </div>
      </div>
      <FileDrop hint={draftKey && hint} onFiles={attach} />
    </div>
  )
}

/** Whether Enter sends; else it begins a line. */
function sends(event: KeyboardEvent, key: Preferences['send_key']): boolean {
  if (event.shiftKey || isComposing(event)) return false
  return event.ctrlKey || event.metaKey || key === 'enter' || (key === 'auto' && !isTouch())
}

/** Safari ends a composition before the Enter that ended it, and marks that key with 229. */
const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229

/** For browsers in which a field cannot take the size of its content by style alone. */
function grow(textarea: HTMLTextAreaElement) {
  if (CSS.supports('field-sizing', 'content')) return
  textarea.style.height = 'auto'
  textarea.style.height = `${textarea.scrollHeight}px`
}
