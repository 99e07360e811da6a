import type { TurnLog, TurnLogs } from '@/lib/core/ports'
import type { MessagePart } from '@/lib/core/thread/message'
import { endingChunks } from '@/lib/core/turn/replay-message'
import type { MessageRow } from '@/lib/server/rows/message-row'
import type { Database } from '@/lib/server/services'
import type { TurnQueue } from '@/lib/server/turns/turn-queue'

type Told = {
  position: number
  open: { id: string; type: 'text' | 'reasoning' } | null
  lengths: number[]
}

/**
 * Feeds the logs of turns that this process does not run, from what the database knows: their place in the queue, the
 * snapshots of the process that runs them, their ending. Readers read such a log like any other.
 */
export function createTurnMirror(services: {
  queue: TurnQueue
  logs: TurnLogs
  prisma: Database['prisma']
}) {
  const told = new Map<string, Told>()

  return async function mirror(turnIds: string[]): Promise<void> {
    for (const id of told.keys()) if (!turnIds.includes(id)) told.delete(id)
    if (turnIds.length === 0) return
    const turns = await services.queue.watch(turnIds)
    const answers = await services.prisma.$queryRaw<MessageRow[]>`
      SELECT id, parts, status::text AS status, error, model, usage, metadata FROM message WHERE id = ANY(${turns.map(({ answerId }) => answerId)}::uuid[])`
    for (const turnId of turnIds) {
      const log = services.logs.get(turnId)
      if (!log) continue
      const turn = turns.find(({ id }) => id === turnId)
      const answer = answers.find(({ id }) => id === turn?.answerId)
      if (!turn || !answer) {
        log.append({ type: 'error', errorText: 'The thread was deleted.' })
        log.end()
        continue
      }
      const state = told.get(turnId) ?? { position: -1, open: null, lengths: [] }
      told.set(turnId, state)
      if (turn.status === 'queued') {
        if (turn.ahead !== state.position) {
          log.append({ type: 'data-queue', data: { position: turn.ahead }, transient: true })
        }
        state.position = turn.ahead
        continue
      }
      answer.parts.forEach((part, index) => tellPart(log, state, part, index))
      if (turn.status === 'running') continue
      closePart(log, state)
      const { error, model, usage, metadata } = answer
      const outcome = { status: turn.status, error, model, usage }
      for (const chunk of endingChunks(outcome, metadata.finish_reason)) log.append(chunk)
      log.end()
    }
  }
}

function tellPart(log: TurnLog, state: Told, part: MessagePart, index: number) {
  const known = state.lengths[index]
  if (part.type !== 'text' && part.type !== 'reasoning') {
    if (known === undefined && part.type === 'step-start') log.append({ type: 'start-step' })
    state.lengths[index] = 0
    return
  }
  const id = `p${index}`
  if (known === undefined) {
    closePart(log, state)
    log.append({ type: `${part.type}-start`, id })
    state.open = { id, type: part.type }
  }
  const delta = part.text.slice(known ?? 0)
  if (delta) log.append({ type: `${part.type}-delta`, id, delta })
  state.lengths[index] = part.text.length
}

function closePart(log: TurnLog, state: Told) {
  if (state.open) log.append({ type: `${state.open.type}-end`, id: state.open.id })
  state.open = null
}
