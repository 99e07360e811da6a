import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'
import { textPart, type TurnRequest } from '@/lib/core/turn/turn-request'
import { startTurn } from '@/lib/server/commands/start-turn'

const ask = (threadId: string | null, key: string): TurnRequest => ({
  threadId,
  createsThread: true,
  question: { parts: [textPart('Hello')], externalId: key, metadata: {} },
  answerExternalId: null,
  model: 'demo/skein',
  visibility: 'private',
  key,
})

describe.each(databaseKinds)('a budget, on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let opened: Awaited<ReturnType<typeof openTestServices>>
    beforeEach(async () => {
      opened = await openTestServices(kind, {})
    })
    afterEach(() => opened.drop())

    it('that is spent lets no turn begin, but one that began be read', async () => {
      const { services } = opened
      const { prisma, localActor } = services
      const { workspaceId, userId } = localActor
      await prisma.workspace.update({ where: { id: workspaceId }, data: { monthlyBudget: 1 } })
      const first = await startTurn(services, localActor, ask(null, 'first'))
      const usage = { workspaceId, userId, model: 'memory/model', cost: 1 }
      await prisma.usageDay.create({ data: { ...usage, day: new Date(services.clock.now()) } })

      for (const thread of [null, first.threadId]) {
        const again = await startTurn(services, localActor, ask(thread, 'first'))
        expect(again.turnId).toBe(first.turnId)
      }
      const refused = startTurn(services, localActor, ask(first.threadId, 'second'))
      await expect(refused).rejects.toMatchObject({ code: 'budget_spent' })
      await expect(startTurn(services, localActor, ask(null, 'third'))).rejects.toMatchObject({
        code: 'budget_spent',
      })
      expect(await prisma.turn.count()).toBe(1)

      await prisma.workspace.update({ where: { id: workspaceId }, data: { monthlyBudget: 2 } })
      await startTurn(services, localActor, ask(first.threadId, 'second'))
      expect(await prisma.turn.count()).toBe(2)
    })
  })
})
