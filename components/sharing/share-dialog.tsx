'use client'

import { useEffect, useState, type FormEvent } from 'react'

import { explain } from '@/components/api/request'
import { fetchShare, saveSharing, type Visibility } from '@/components/sharing/share-state'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { toastStore } from '@/components/ui/toast-store'
import type { Share, ShareSettings } from '@/lib/core/thread/share'

const choices: { value: Visibility; name: string; says: string }[] = [
  { value: 'private', name: 'Only you', says: 'Nobody else can read it.' },
  {
    value: 'workspace',
    name: 'The workspace',
    says: 'Its members can read all of it, guests cannot. Only you can write.',
  },
  {
    value: 'public',
    name: 'Anyone with the link',
    says: 'Whoever has the link can read it without signing in, also what is written later; so can the members of the workspace.',
  },
]

const extras: { name: keyof ShareSettings; label: string }[] = [
  { name: 'shows_system_prompt', label: 'System prompt' },
  { name: 'shows_reasoning', label: 'Reasoning of the models' },
  { name: 'shows_context', label: 'Context: summaries, documents and tool calls' },
]

const nothingMore: ShareSettings = {
  shows_system_prompt: false,
  shows_reasoning: false,
  shows_context: false,
}

const saved = {
  private: 'Only you can read this thread now.',
  workspace: 'The members of the workspace can read this thread now.',
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
      if (wanted === 'public') setNote('Anyone with the link can read this thread now.')
      else {
        toastStore.show({ message: saved[wanted] })
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
    <Dialog title="Share this thread" description="Choose who can read it." onClose={onClose}>
      <form onSubmit={submit} className="grid min-h-0 gap-4 overflow-y-auto px-5 pb-5">
        <fieldset>
          <legend className="sr-only">Who can read it</legend>
          {choices.map(({ value, name, says }) => (
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
                <span className="block font-medium">{name}</span>
                <span className="text-label text-ink-muted block">{says}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {isPublic && (
          <fieldset>
            <legend className="text-label text-ink-muted">
              The link shows questions and answers. Show also:
            </legend>
            {extras.map(({ name, label }) => (
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
                {label}
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
              Stop sharing
            </Button>
          )}
          <Button onClick={onClose}>{isSaved ? 'Done' : 'Cancel'}</Button>
          <Button type="submit" look="primary" disabled={isBusy || isSaved}>
            {isPublic && visibility !== 'public' ? 'Make the link' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function LinkField({ url }: { url: string }) {
  const address = new URL(url, location.origin).href
  return (
    <div className="border-line-strong bg-canvas flex items-center gap-1 rounded-md border pr-1">
      <input
        readOnly
        aria-label="Link"
        value={address}
        onFocus={({ currentTarget }) => currentTarget.select()}
        className="text-label coarse:h-11 h-9 min-w-0 flex-1 truncate bg-transparent px-3 font-mono"
      />
      <CopyButton label="Copy link" tip="left" size="small" getText={() => address} />
    </div>
  )
}

const settingsOf = ({
  shows_system_prompt,
  shows_reasoning,
  shows_context,
}: Share): ShareSettings => ({ shows_system_prompt, shows_reasoning, shows_context })

const isSame = (one: ShareSettings, other: ShareSettings): boolean =>
  extras.every(({ name }) => one[name] === other[name])
