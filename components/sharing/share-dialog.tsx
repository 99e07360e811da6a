'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, type FormEvent } from 'react'

import { explain } from '@/components/api/explain'
import { fetchShare, saveSharing, type Visibility } from '@/components/sharing/share-state'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { toastStore } from '@/components/ui/toast-store'
import type { Share, ShareSettings } from '@/lib/core/thread/share'

const choices = ['private', 'workspace', 'public'] as const satisfies Visibility[]

const extras = [
  'shows_system_prompt',
  'shows_reasoning',
  'shows_context',
] as const satisfies (keyof ShareSettings)[]

const nothingMore: ShareSettings = {
  shows_system_prompt: false,
  shows_reasoning: false,
  shows_context: false,
}

export type ShareDialogProps = {
  threadId: string
  visibility: Visibility
  onVisibility: (visibility: Visibility) => void
  onClose: () => void
}

/** Where the owner of a thread chooses who may read it. Nothing changes before it is saved. */
export default function ShareDialog({
  threadId,
  visibility,
  onVisibility,
  onClose,
}: ShareDialogProps) {
  const t = useTranslations('sharing.dialog')
  const [choice, setChoice] = useState(visibility)
  const [share, setShare] = useState<Share | null>(null)
  const [settings, setSettings] = useState(nothingMore)
  const [isBusy, setBusy] = useState(visibility === 'public')
  const [problem, setProblem] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [wasPublic] = useState(visibility === 'public')

  useEffect(() => {
    if (!wasPublic) return
    let isGone = false
    fetchShare(threadId)
      .then((found) => {
        if (isGone || !found) return
        setShare(found)
        setSettings(settingsOf(found))
      })
      .catch((error: unknown) => !isGone && setProblem(explain(error)))
      .finally(() => !isGone && setBusy(false))
    return () => {
      isGone = true
    }
  }, [threadId, wasPublic])

  const save = async (wanted: Visibility) => {
    setBusy(true)
    setProblem(null)
    try {
      const link = await saveSharing(threadId, { visibility: wanted, settings })
      setShare(link)
      onVisibility(wanted)
      if (wanted === 'public') setNote(t('saved.public'))
      else {
        toastStore.show({ message: t(`saved.${wanted}`) })
        onClose()
      }
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(choice)
  }

  const isPublic = choice === 'public'
  const isSaved =
    choice === visibility && (!isPublic || (share !== null && isSame(settingsOf(share), settings)))
  return (
    <Dialog title={t('title')} description={t('description')} onClose={onClose}>
      <form onSubmit={submit} className="grid min-h-0 gap-4 overflow-y-auto px-5 pb-5">
        <fieldset>
          <legend className="sr-only">{t('who')}</legend>
          {choices.map((value) => (
            <label
              key={value}
              className="hover:bg-hover -mx-2 flex min-h-11 items-start gap-3 rounded-md px-2 py-2"
            >
              <input
                type="radio"
                name="visibility"
                value={value}
                checked={choice === value}
                onChange={() => setChoice(value)}
                className="accent-accent mt-1 size-4 shrink-0"
              />
              <span>
                <span className="block font-medium">{t(`choices.${value}.name`)}</span>
                <span className="text-label text-ink-muted block">
                  {t(`choices.${value}.says`)}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        {isPublic && (
          <fieldset>
            <legend className="text-label text-ink-muted">{t('extras.lead')}</legend>
            {extras.map((name) => (
              <label
                key={name}
                className="hover:bg-hover coarse:min-h-11 -mx-2 flex min-h-9 items-center gap-3 rounded-md px-2"
              >
                <input
                  type="checkbox"
                  checked={settings[name]}
                  disabled={isBusy}
                  onChange={({ currentTarget: { checked } }) =>
                    setSettings((known) => ({ ...known, [name]: checked }))
                  }
                  className="accent-accent size-4 shrink-0"
                />
                {t(`extras.${name}`)}
              </label>
            ))}
          </fieldset>
        )}
        {isPublic && share && <LinkField url={share.url} />}
        <p role="status" className="text-label text-ink-muted empty:hidden">
          {note}
        </p>
        {problem && (
          <p role="alert" className="text-label text-danger">
            {problem}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {visibility === 'public' && (
            <Button onClick={() => void save('private')} disabled={isBusy} className="mr-auto">
              {t('stop')}
            </Button>
          )}
          <Button onClick={onClose}>{t(isSaved ? 'done' : 'cancel')}</Button>
          <Button type="submit" look="primary" disabled={isBusy || isSaved}>
            {t(isPublic && visibility !== 'public' ? 'make' : 'save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function LinkField({ url }: { url: string }) {
  const t = useTranslations('sharing.dialog')
  const address = new URL(url, location.origin).href
  return (
    <div className="border-line-strong bg-canvas flex items-center gap-1 rounded-md border pr-1">
      <input
        readOnly
        aria-label={t('link')}
        value={address}
        onFocus={({ currentTarget }) => currentTarget.select()}
        className="text-label coarse:h-11 h-9 min-w-0 flex-1 truncate bg-transparent px-3 font-mono"
      />
      <CopyButton label={t('copy')} tip="left" size="small" getText={() => address} />
    </div>
  )
}

const settingsOf = ({
  shows_system_prompt,
  shows_reasoning,
  shows_context,
}: Share): ShareSettings => ({ shows_system_prompt, shows_reasoning, shows_context })

const isSame = (one: ShareSettings, other: ShareSettings): boolean =>
  extras.every((name) => one[name] === other[name])
