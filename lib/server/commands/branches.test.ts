import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'
import { SkeinError } from '@/lib/core/errors'
import { listMessagesSchema, type Message } from '@/lib/core/thread/message'
import { patchThreadSchema } from '@/lib/core/thread/thread'
import { textPart, type TurnRequest } from '@/lib/core/turn/turn-request'
import { deleteMessage } from '@/lib/server/commands/delete-message'
import { forkThread } from '@/lib/server/commands/fork-thread'
import { listMessages } from '@/lib/server/commands/list-messages'
import { listSummaries } from '@/lib/server/commands/list-summaries'
import { previewContext } from '@/lib/server/commands/preview-context'
import { requireMessage } from '@/lib/server/commands/require-message'
import { requireThread } from '@/lib/server/commands/require-thread'
import { startTurn } from '@/lib/server/commands/start-turn'
import { updateThread } from '@/lib/server/commands/update-thread'
import type { Services } from '@/lib/server/services'

const model = 'demo/skein'

describe.each(databaseKinds.filter(hasDatabase))('branches, on %s', (kind) => {
  let test: Awaited<ReturnType<typeof openTestServices>>
  let services: Services

  beforeAll(async () => {
    test = await openTestServices(kind, { TITLE_MODEL: 'none' })
    services = test.services
  })
  afterAll(() => test.drop())

  const request = (text: string, more: Partial<TurnRequest> = {}): TurnRequest => ({
    threadId: null,
    createsThread: true,
    question: { parts: [textPart(text)], externalId: null, metadata: {} },
    answerExternalId: null,
    model,
    visibility: 'private',
    key: v7(),
    ...more,
  })

  /** Asks, stops the answer, which need not say much, and tells the ids of both messages. */
  async function say(threadId: string, text: string, more: Partial<TurnRequest> = {}) {
    const turn = await startTurn(
      services,
      services.localActor,
      request(text, { threadId, ...more }),
    )
    await services.queue.requestStop(turn.turnId)
    services.bus.publish('turn-stop', turn.turnId)
    await turn.log.ended
    const { parent_id: questionId } = await requireMessage(
      services,
      services.localActor,
      turn.answerId,
    )
    return { questionId: questionId ?? '', answerId: turn.answerId }
  }

  const branchOf = async (threadId: string, branch = 'active') =>
    (
      await listMessages(
        services,
        services.localActor,
        threadId,
        listMessagesSchema.parse({ branch, limit: 200 }),
      )
    ).data
  const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id)
  const siblingsOf = (messages: readonly Message[]) =>
    messages.map(({ sibling_ids: ids }) => ids ?? null)

  const choose = (id: string, messageId: string) =>
    updateThread(services, services.localActor, {
      id,
      input: patchThreadSchema.parse({ active_leaf_id: messageId }),
      headers: new Headers(),
    })
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'nothing was thrown',
      (error: unknown) => (error instanceof SkeinError ? error.code : Promise.reject(error)),
    )
  const fork = (threadId: string, messageId: string, key: string | null = null) =>
    forkThread(services, services.localActor, {
      threadId,
      key,
      input: { message_id: messageId },
      titleOf: (title) => `${title} again`,
    })

  /** A thread in which the first question was edited after its answer was followed. */
  async function edited() {
    const threadId = v7()
    const first = await say(threadId, 'One')
    const second = await say(threadId, 'Two')
    const other = await say(threadId, 'Another one', { place: { replaces: first.questionId } })
    return { threadId, first, second, other }
  }

  it('an edited first message begins a branch of its own, and both know each other', async () => {
    const { threadId, first, second, other } = await edited()
    const versions = [first.questionId, other.questionId]
    const now = await branchOf(threadId)
    expect(idsOf(now)).toEqual([other.questionId, other.answerId])
    expect(siblingsOf(now)).toEqual([versions, null])
    const before = await branchOf(threadId, second.answerId)
    expect(siblingsOf(before)).toEqual([versions, null, null, null])
    expect(idsOf(before).at(-1)).toBe(second.answerId)
  })

  it('a chosen version leads down to the newest message below it, from which one goes on', async () => {
    const { threadId, first, second } = await edited()
    const chosen = await choose(threadId, first.questionId)
    expect(chosen.active_leaf_id).toBe(second.answerId)
    const third = await say(threadId, 'Three')
    expect(idsOf(await branchOf(threadId))).toEqual([
      first.questionId,
      first.answerId,
      second.questionId,
      second.answerId,
      third.questionId,
      third.answerId,
    ])
  })

  it('what is sent is the branch, not the thread', async () => {
    const { threadId, first } = await edited()
    await choose(threadId, first.answerId)
    const contextOf = async () => {
      const context = await previewContext(services, services.localActor, {
        threadId,
        query: { draft: 'Draft' },
      })
      return JSON.stringify(context)
    }
    expect(await contextOf()).not.toContain('Another one')
    await say(threadId, 'Yet another', { place: { parentId: null } })
    expect(await contextOf()).not.toContain('"One"')
    expect(await contextOf()).toContain('Yet another')
  })

  it('another answer is a version of the first, and a deleted one is none', async () => {
    const threadId = v7()
    const { answerId } = await say(threadId, 'One')
    const again = await say(threadId, '', {
      createsThread: false,
      question: { regenerates: answerId },
    })
    expect(siblingsOf(await branchOf(threadId))).toEqual([null, [answerId, again.answerId]])
    await deleteMessage(
      services,
      await requireMessage(services, services.localActor, answerId, { action: 'chat' }),
    )
    expect(siblingsOf(await branchOf(threadId))).toEqual([null, null])
    expect(await codeOf(choose(threadId, answerId))).toBe('message_not_found')
  })

  it('a version takes the place of a deleted one that the thread ended with', async () => {
    const threadId = v7()
    const { questionId, answerId } = await say(threadId, 'One')
    const again = await say(threadId, '', {
      createsThread: false,
      question: { regenerates: answerId },
    })
    await deleteMessage(
      services,
      await requireMessage(services, services.localActor, again.answerId, { action: 'chat' }),
    )
    expect((await branchOf(threadId)).map(({ id }) => id)).toEqual([questionId, answerId])
  })

  it('a place that is not in the thread is refused, and nothing is written', async () => {
    const { threadId } = await edited()
    const elsewhere = await edited()
    const count = () => services.prisma.message.count({ where: { threadId } })
    const before = await count()
    const asked = (place: TurnRequest['place']) =>
      codeOf(startTurn(services, services.localActor, request('No', { threadId, place })))
    expect(await asked({ parentId: elsewhere.first.answerId })).toBe('message_not_found')
    expect(await asked({ replaces: elsewhere.first.questionId })).toBe('message_not_found')
    expect(await asked({ replaces: 'no such name' })).toBe('message_not_found')
    expect(await codeOf(choose(threadId, elsewhere.first.answerId))).toBe('message_not_found')
    expect(await count()).toBe(before)
  })

  it('several models answer one message as versions of each other, once however often it is sent', async () => {
    const threadId = v7()
    const asked = request('All of you', { threadId, others: [model, model] })
    const turns = await Promise.all(
      Array.from({ length: 4 }, () => startTurn(services, services.localActor, asked)),
    )
    const leaf = turns[0]?.answerId ?? ''
    expect(new Set(turns.map(({ answerId }) => answerId))).toEqual(new Set([leaf]))
    const stored = await services.prisma.turn.findMany({
      where: { threadId },
      orderBy: { lane: 'asc' },
    })
    expect(stored.map(({ lane, status }) => [lane, status])).toEqual([
      [0, 'running'],
      [1, 'running'],
      [2, 'running'],
    ])
    for (const { id } of stored) {
      await services.queue.requestStop(id)
      services.bus.publish('turn-stop', id)
    }
    await Promise.all(stored.map(({ id }) => services.logs.get(id)?.ended))
    const [question, answer] = await branchOf(threadId)
    expect(question?.sequence_number).toBe(1)
    expect(answer?.id).toBe(leaf)
    const all = (await listMessages(services, services.localActor, threadId, { limit: 9 })).data
    expect(all.map(({ sequence_number: number }) => number)).toEqual([1, 2, 3, 4])
    expect(answer?.sibling_ids).toEqual(idsOf(all).slice(1))
    const groups = all.slice(1).map(({ metadata }) => metadata.comparison)
    expect(new Set(groups)).toEqual(new Set([stored[0]?.id]))
    await choose(threadId, idsOf(all)[2] ?? '')
    const next = await say(threadId, 'Go on')
    expect(idsOf(await branchOf(threadId))).toEqual([
      idsOf(all)[0],
      idsOf(all)[2],
      next.questionId,
      next.answerId,
    ])
  })

  it('a fork has the branch up to a message, with its summaries, its model and its prompt', async () => {
    const { threadId, first, second } = await edited()
    await updateThread(services, services.localActor, {
      id: threadId,
      input: patchThreadSchema.parse({ title: 'Rivers', system_prompt: 'Be brief.' }),
      headers: new Headers(),
    })
    const link = (
      last: { answerId: string },
      begin: string,
      depth: number,
      before: string | null,
    ) =>
      services.prisma.summary.create({
        data: {
          id: v7(),
          threadId,
          predecessorId: before,
          firstMessageId: begin,
          lastMessageId: last.answerId,
          firstDepth: depth - 1,
          lastDepth: depth,
          messageCount: 2,
          totalMessageCount: depth,
          content: `Up to ${depth}`,
          model,
          promptVersion: '1',
          trigger: 'person',
          tokensBefore: 9,
          tokensAfter: 3,
        },
      })
    const one = await link(first, first.questionId, 2, null)
    await link(second, second.questionId, 4, one.id)

    const whole = await fork(threadId, second.answerId)
    expect(whole).toMatchObject({
      title: 'Rivers again',
      system_prompt: 'Be brief.',
      model,
      message_count: 4,
    })
    const copied = await branchOf(whole.id)
    expect(copied.map(({ content, sequence_number: n }) => [n, content])).toEqual(
      (await branchOf(threadId, second.answerId)).map(({ content }, at) => [at + 1, content]),
    )
    expect(idsOf(copied)).toEqual(idsOf(copied).toSorted())
    const chain = (await listSummaries(services, services.localActor, whole.id)).data
    expect(chain.map(({ content }) => content)).toEqual(['Up to 2', 'Up to 4'])
    expect(chain[1]?.predecessor_id).toBe(chain[0]?.id)

    const half = await fork(threadId, second.questionId)
    const kept = (await listSummaries(services, services.localActor, half.id)).data
    expect(kept.map(({ content }) => content)).toEqual(['Up to 2'])
    const { questionId } = await say(half.id, 'And then?')
    expect((await branchOf(half.id)).at(-2)?.id).toBe(questionId)
    expect(
      (await requireThread(services, services.localActor, threadId, 'read')).lastSequence,
    ).toBe(6)
  })

  it('a fork that is asked for again is the same one', async () => {
    const { threadId, other } = await edited()
    const key = v7()
    const forks = await Promise.all(
      Array.from({ length: 3 }, () => fork(threadId, other.answerId, key)),
    )
    const again = await fork(threadId, other.answerId, key)
    expect(new Set([...forks, again].map(({ id }) => id)).size).toBe(1)
    expect((await fork(threadId, other.answerId)).id).not.toBe(again.id)
    expect(await branchOf(again.id)).toHaveLength(2)
  })

  it('give no other answer to a question that was deleted', async () => {
    const threadId = v7()
    const { questionId, answerId } = await say(threadId, 'Delete this')
    await deleteMessage(services, await requireMessage(services, services.localActor, questionId))
    const again = request('', { threadId, question: { regenerates: answerId } })
    await expect(startTurn(services, services.localActor, again)).rejects.toMatchObject({
      code: 'message_not_found',
    })
  })

  it('a branch whose answer is being written has no fork', async () => {
    const threadId = v7()
    const turn = await startTurn(services, services.localActor, request('One', { threadId }))
    expect(await codeOf(fork(threadId, turn.answerId))).toBe('turn_active')
    await services.queue.requestStop(turn.turnId)
    services.bus.publish('turn-stop', turn.turnId)
    await turn.log.ended
  })
})
