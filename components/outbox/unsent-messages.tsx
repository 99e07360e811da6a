'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'

import { request } from '@/components/api/request'
import type { Waiting } from '@/components/chat/thread-chat'
import { openChats, openThreadChat } from '@/components/chat/thread-chats'
import { outboxPrefix, readOutbox, untilDropped } from '@/components/outbox/outbox'

/** Sends what waited when its page was left, now or later, and gives up what another tab gave up. One on the page. */
export default function UnsentMessages() {
  const t = useTranslations('chat')
  const send = useEffectEvent((waiting: Waiting) =>
    openThreadChat(waiting.threadId, { ...waiting, t }).resend(waiting),
  )
  useEffect(() => {
    const leave = new AbortController()
    for (const waiting of readOutbox()) send(waiting)
    onLeftBehind((waiting) => send(waiting), leave.signal)
    // Where it was taken back there is no thread.
    onDropped((id) => void withdrawElsewhere(id).catch(() => undefined), leave.signal)
    return () => leave.abort()
  }, [])
  return null
}

/** Gives up a message that another tab no longer keeps: it was taken there, with the thread that it began, or taken back. */
async function withdrawElsewhere(id: string): Promise<void> {
  for (const chat of openChats()) {
    const turn = chat.getState().turns.find(({ key }) => key === id)
    // One that is on its way from here as well is answered with the same turn.
    if (!turn || turn.isConnected) continue
    chat.withdraw(id)
    if (chat.getState().isStored) continue
    await request(`/api/threads/${chat.threadId}`)
    chat.becomeStored()
  }
}

/** Calls the listener with the id of each message that another tab no longer keeps. */
function onDropped(listener: (id: string) => void, signal: AbortSignal) {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key?.startsWith(outboxPrefix) && newValue === null) listener(key.slice(outboxPrefix.length))
  }
  window.addEventListener('storage', hear, { signal })
}

/** Calls the listener with each message that another tab stored and left behind when it was closed. */
function onLeftBehind(listener: (waiting: Waiting) => void, signal: AbortSignal) {
  const wait = ({ key, newValue }: StorageEvent) => {
    if (!key?.startsWith(outboxPrefix) || newValue === null) return
    const take = () => {
      const waiting = readOutbox().find(({ id }) => outboxPrefix + id === key)
      if (!waiting) return
      listener(waiting)
      return untilDropped(waiting.id)
    }
    // Rejects when it is ended.
    navigator.locks?.request(key, { signal }, take).catch(() => undefined)
  }
  window.addEventListener('storage', wait, { signal })
}
