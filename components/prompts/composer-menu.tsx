'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import {
  useEffect,
  useImperativeHandle,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'

import { explain } from '@/components/api/explain'
import type { Trigger } from '@/components/chat/trigger'
import { getCatalogue, loadCatalogue } from '@/components/models/catalogue'
import { findModels } from '@/components/models/find-models'
import { ModelFacts } from '@/components/models/model-facts'
import { shortName } from '@/components/models/short-name'
import { PromptForm } from '@/components/prompts/prompt-form'
import { knownPrompts, loadPrompts } from '@/components/prompts/prompt-store'
import { Link } from '@/components/ui/link'
import type { Model, ModelList } from '@/lib/core/models/model'
import { variablesOf, type Prompt } from '@/lib/core/prompt/prompt'
import { plainName } from '@/lib/core/thread/plain-name'

export type MenuKeys = {
  /** Says whether a key that was pressed in the text was for the list. */
  take: (event: KeyboardEvent) => boolean
  /** Whether it asks for something by itself. */
  isAsking: boolean
}

export type ComposerMenuProps = {
  ref: Ref<MenuKeys>
  trigger: Trigger
  /** Called with the text that takes the place of the word. */
  onText: (text: string) => void
  onModel: (id: string) => void
  onClose: () => void
  /** Which option the keys are on. */
  onActive: (id: string | undefined) => void
}

type Option = { id: string; name: string; aside?: string; note: ReactNode; pick: () => void }

export const menuId = 'composer-menu'
const most = 40

/** The prompts or the models whose names go on from the word that was begun. */
export default function ComposerMenu(props: ComposerMenuProps) {
  const { ref, trigger, onText, onModel, onClose, onActive } = props
  const t = useTranslations('prompts')
  const [asked, setAsked] = useState<Prompt | null>(null)
  const { found: prompts, failure: noPrompts } = useLoaded(
    knownPrompts,
    loadPrompts,
    trigger.kind === 'prompt',
  )
  const { found: models, failure: noModels } = useLoaded(
    getCatalogue,
    loadCatalogue,
    trigger.kind === 'model',
  )
  const [moved, setMoved] = useState<string | null>(null)

  const choose = (prompt: Prompt) =>
    variablesOf(prompt.text).length > 0 ? setAsked(prompt) : onText(prompt.text)
  const options: readonly Option[] =
    trigger.kind === 'prompt'
      ? findPrompts(prompts ?? [], trigger.query).map((prompt) => ({
          id: prompt.id,
          name: prompt.name,
          note: <bdi className="truncate">{prompt.text}</bdi>,
          pick: () => choose(prompt),
        }))
      : modelOptions(models, trigger.query).map((model) => ({
          id: model.id,
          name: shortName(plainName(model.name)),
          aside: model.id,
          note: <ModelFacts model={model} />,
          pick: () => onModel(model.id),
        }))
  const active = options.find(({ id }) => id === moved) ?? options[0]
  const activeId = active && optionId(active.id)
  const isLoading = trigger.kind === 'prompt' ? prompts === null : models === null
  const failure = trigger.kind === 'prompt' ? noPrompts : noModels
  const isEmpty = !isLoading && options.length === 0
  // Whoever writes a path or a name means no list.
  const isHidden = asked !== null || (isEmpty && trigger.query !== '')

  useEffect(() => {
    onActive(isHidden ? undefined : activeId)
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
    return () => onActive(undefined)
  }, [activeId, isHidden, onActive])

  useImperativeHandle(ref, () => ({
    isAsking: asked !== null,
    take(event) {
      if (isHidden || event.nativeEvent.isComposing) return false
      if (event.key === 'Escape') {
        onClose()
        return true
      }
      if (!active) return false
      const index = options.indexOf(active)
      const target = { ArrowDown: index + 1, ArrowUp: index - 1 }[event.key]
      if (target !== undefined) setMoved(options.at(target % options.length)?.id ?? null)
      else if (event.key === 'Enter' || event.key === 'Tab') active.pick()
      else return false
      return true
    },
  }))

  if (asked) {
    return <PromptForm prompt={asked} onText={onText} onClose={onClose} />
  }
  if (isHidden) return null
  return (
    <div
      // The text keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      className="bg-surface border-line shadow-floating absolute inset-x-0 bottom-full z-20 mb-2 flex max-h-[min(18rem,40dvh)] flex-col overflow-hidden rounded-lg border"
    >
      {failure !== null ? (
        <p role="alert" className="text-label text-danger px-4 py-3">
          {failure}
        </p>
      ) : isLoading ? (
        <p role="status" className="text-label text-ink-muted px-4 py-3">
          {t('loading')}
        </p>
      ) : isEmpty ? (
        <p role="status" className="text-label text-ink-muted px-4 py-3">
          {trigger.kind === 'prompt' ? t('none_yet') : t('no_models')}
        </p>
      ) : (
        <div
          role="listbox"
          id={menuId}
          aria-label={trigger.kind === 'prompt' ? t('title') : t('models')}
          tabIndex={-1}
          className="overflow-y-auto overscroll-contain p-1.5"
        >
          {options.map((option) => (
            <div
              key={option.id}
              role="option"
              id={optionId(option.id)}
              aria-selected={option === active}
              onClick={option.pick}
              onPointerMove={() => setMoved(option.id)}
              className={clsx(
                'coarse:py-2.5 grid cursor-pointer rounded-md px-3 py-1.5',
                option === active && 'bg-hover',
              )}
            >
              <span className="flex min-w-0 items-baseline gap-2">
                <bdi className="text-body truncate font-medium">{option.name}</bdi>
                {option.aside && (
                  <bdi className="text-label text-ink-muted min-w-0 flex-1 truncate">
                    {option.aside}
                  </bdi>
                )}
              </span>
              <span className="text-label text-ink-muted flex min-w-0 flex-wrap gap-x-3 tabular-nums">
                {option.note}
              </span>
            </div>
          ))}
        </div>
      )}
      {trigger.kind === 'prompt' && (
        <Link
          href="/prompts"
          className="border-line text-label text-accent hover:bg-hover coarse:py-3 border-t px-4 py-2 font-medium"
        >
          {t('manage')}
        </Link>
      )}
    </div>
  )
}

const optionId = (id: string) => `${menuId}-${id}`

function findPrompts(prompts: readonly Prompt[], query: string): Prompt[] {
  const wanted = query.toLowerCase()
  const found = prompts.filter(({ name }) => name.toLowerCase().includes(wanted))
  const begins = ({ name }: Prompt) => Number(name.toLowerCase().startsWith(wanted))
  return found.toSorted((one, other) => begins(other) - begins(one)).slice(0, most)
}

const modelOptions = (list: ModelList | null, query: string): Model[] =>
  (list ? findModels(list, query) : [])
    .flatMap(({ models }) => models)
    .filter(({ configured }) => configured)
    .slice(0, most)

/** What is known at once, and what is true now when it has come. */
function useLoaded<Value>(
  known: () => Value | null,
  load: () => Promise<Value>,
  isWanted: boolean,
): { found: Value | null; failure: string | null } {
  const [found, setFound] = useState(known)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isThere = true
    load().then(
      (value) => isThere && setFound(value),
      (error: unknown) => isThere && setFailure(explain(error)),
    )
    return () => {
      isThere = false
    }
  }, [load, isWanted])
  return { found, failure: found === null ? failure : null }
}
