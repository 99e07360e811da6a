'use client'

import { ArrowUp, Square, X } from 'lucide-react'
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'

import { onDraftReturned, readDraft, saveDraft } from '@/components/chat/draft'
import { ModelButton } from '@/components/models/model-button'
import { IconButton } from '@/components/ui/icon-button'

export type ComposerProps = {
  draftKey: string
  model: string
  onModel: (model: string) => void
  /** Why the last message was not taken. */
  refusal: string | null
  isRunning: boolean
  isStopping: boolean
  onSend: (text: string) => void
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
  const { onSend, onStop, onWrite, note, ring } = props
  const textarea = useRef<HTMLTextAreaElement>(null)
  const [isEmpty, setEmpty] = useState(true)

  const show = useCallback(
    (text: string) => {
      if (!textarea.current) return
      textarea.current.value = text
      grow(textarea.current)
      setEmpty(text.trim() === '')
      onWrite(text)
    },
    [onWrite],
  )

  useEffect(() => {
    // Somebody may have begun to write before this code ran.
    const written = textarea.current?.value ?? ''
    show(written === '' ? readDraft(draftKey) : written)
    return onDraftReturned((key) => {
      if (key === draftKey) show(readDraft(key))
    })
  }, [draftKey, show])

  useEffect(() => {
    if (hasKeyboard() && document.activeElement === document.body) textarea.current?.focus()
  }, [])

  const write = (event: FormEvent<HTMLTextAreaElement>) => {
    const { value } = event.currentTarget
    saveDraft(draftKey, value)
    grow(event.currentTarget)
    setEmpty(value.trim() === '')
    onWrite(value)
  }

  const send = () => {
    const text = textarea.current?.value ?? ''
    if (text.trim() === '') return
    saveDraft(draftKey, '')
    show('')
    onSend(text)
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
    textarea.current?.focus()
  }

  const pickModel = (id: string) => {
    onModel(id)
    // Once the dialog has given the focus back.
    if (hasKeyboard()) requestAnimationFrame(() => textarea.current?.focus())
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) {
      event.preventDefault()
      send()
    }
    if (event.key === 'Escape' && isRunning) onStop()
  }

  return (
    <div className="shrink-0 px-3 pb-[calc(env(safe-area-inset-bottom)+0.75rem)] sm:px-6 sm:pb-5">
      <div className="max-w-column mx-auto grid gap-2">
        {refusal && <Refusal text={refusal} onDismiss={props.onDismissRefusal} />}
        {note}
        <form
          onSubmit={submit}
          aria-label="Message"
          className="border-line-strong bg-surface shadow-raised focus-within:border-accent min-w-0 rounded-lg border transition-colors"
        >
          <textarea
            ref={textarea}
            rows={1}
            aria-label="Message"
            placeholder={isRunning ? 'Write on; it waits its turn' : 'Write a message'}
            enterKeyHint="send"
            onInput={write}
            onKeyDown={onKeyDown}
            className="text-reading placeholder:text-ink-muted block [field-sizing:content] max-h-[40dvh] min-h-13 w-full resize-none overflow-y-auto bg-transparent px-4 pt-3.5 pb-1 outline-none"
          />
          <div className="flex items-center gap-2 p-2 pt-0">
            <ModelButton model={model} onModel={pickModel} />
            {ring}
            <span className="flex-1" />
            {isRunning && (
              <IconButton
                label={isStopping ? 'Stopping' : 'Stop'}
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
                label={isRunning ? 'Send next' : 'Send'}
                tip="none"
                icon={<ArrowUp size={18} strokeWidth={2.4} aria-hidden />}
                disabled={isEmpty}
                className="bg-accent text-accent-ink! hover:bg-accent! disabled:bg-hover! disabled:text-ink-muted! rounded-full! disabled:opacity-100!"
              />
            )}
          </div>
        </form>
      </div>
    </div>
  )
}

function Refusal({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  return (
    <div
      role="alert"
      className="bg-danger-soft text-danger text-body flex items-start gap-2 rounded-md py-1 pr-1 pl-3.5"
    >
      <p className="min-w-0 flex-1 py-1.5">
        <strong className="font-semibold">Not sent.</strong> {text}
      </p>
      <IconButton
        label="Dismiss"
        tip="none"
        icon={<X size={16} aria-hidden />}
        onClick={onDismiss}
        className="text-danger!"
      />
    </div>
  )
}

/** Safari ends a composition before the Enter that ended it, and marks that key with 229. */
const isComposing = ({ nativeEvent }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || nativeEvent.keyCode === 229

/** Focus without being asked would open the keyboard of a phone. */
const hasKeyboard = () => matchMedia('(pointer: fine)').matches

/** For browsers in which a field cannot take the size of its content by style alone. */
function grow(textarea: HTMLTextAreaElement) {
  if (CSS.supports('field-sizing', 'content')) return
  textarea.style.height = 'auto'
  textarea.style.height = `${textarea.scrollHeight}px`
}
