import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { databaseKinds, hasDatabase } from '@/e2e/support/test-database'
import { openTestServices } from '@/e2e/support/test-services'
import { startUpstream, type Upstream } from '@/e2e/upstream/upstream'
import type { TemporaryThread } from '@/lib/core/turn/temporary-thread'
import { decodeChunks } from '@/lib/core/turn/sse'
import type { TurnChunk } from '@/lib/core/turn/turn'
import { answerTemporarily } from '@/lib/server/commands/answer-temporarily'
import { sql, type Services } from '@/lib/server/services'

const canary = 'canary-of-a-temporary-thread'
const asking = (content: string): TemporaryThread['messages'] => [{ role: 'user', content }]

async function readAll(stream: ReadableStream<Uint8Array>): Promise<TurnChunk[]> {
  const chunks: TurnChunk[] = []
  for await (const chunk of decodeChunks(stream)) chunks.push(chunk)
  return chunks
}

const textOf = (chunks: TurnChunk[]) =>
  chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('')
const outcomeOf = (chunks: TurnChunk[]) =>
  chunks.flatMap((chunk) => (chunk.type === 'data-outcome' ? [chunk.data] : []))[0]

describe.each(databaseKinds)('a temporary thread, on %s', (kind) => {
  describe.skipIf(!hasDatabase(kind))('', () => {
    let upstream: Upstream
    let opened: Awaited<ReturnType<typeof openTestServices>>
    let services: Services
    beforeAll(async () => {
      upstream = await startUpstream()
      opened = await openTestServices(kind, {
        ROLE: 'web',
        OPENROUTER_BASE_URL: upstream.url,
        OPENROUTER_API_KEY: 'key-of-the-simulator',
        MAX_RUNNING_TURNS: '2',
      })
      services = opened.services
      await services.models.refresh()
    })
    afterAll(async () => {
      await opened.drop()
      await upstream.close()
    })
    beforeEach(async () => {
      upstream.clear()
      await services.prisma.usageDay.deleteMany()
      await setBudget(null)
    })

    const answer = (thread: Partial<TemporaryThread>) =>
      answerTemporarily(services, services.localActor, {
        model: 'sim/echo',
        messages: asking('Hello'),
        ...thread,
      })
    const ask = async (thread: Partial<TemporaryThread>) => readAll(await answer(thread))
    const setBudget = (monthlyTokens: number | null) =>
      services.prisma.workspace.update({
        where: { id: services.localActor.workspaceId },
        data: { monthlyTokens },
      })
    const used = async () => {
      const rows = await services.prisma.usageDay.findMany()
      return rows.map(({ userId, workspaceId, model, turns, inputTokens, outputTokens }) => ({
        isOurs:
          userId === services.localActor.userId && workspaceId === services.localActor.workspaceId,
        model,
        turns,
        input: Number(inputTokens),
        output: Number(outputTokens),
      }))
    }
    /** Every row of every table but what is counted. */
    async function everythingStored(): Promise<Record<string, string[]>> {
      const { prisma } = services
      const tables = await prisma.$queryRaw<{ name: string }[]>`
        SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'usage_day' ORDER BY 1`
      const stored: Record<string, string[]> = {}
      for (const { name } of tables) {
        const rows = await prisma.$queryRaw<{ row: string }[]>`
          SELECT t::text AS row FROM ${sql([name])} t ORDER BY 1`
        stored[name] = rows.map(({ row }) => row)
      }
      return stored
    }
    const sentTexts = () =>
      upstream
        .requests()
        .filter(({ path }) => path.endsWith('/chat/completions'))
        .map(({ body }) =>
          (body as { messages: { role: string; content: unknown }[] }).messages.map(
            ({ role, content }) => `${role}: ${JSON.stringify(content)}`,
          ),
        )

    it('is answered out of what the request carries; nothing is written but what it used', async () => {
      const before = await everythingStored()
      const chunks = await ask({
        model: 'openai/gpt-4o',
        system_prompt: 'Be brief.',
        messages: [
          { role: 'user', content: `My name is ${canary}` },
          { role: 'assistant', content: 'Nice to meet you.' },
          ...asking('What is my name?'),
        ],
      })
      expect(chunks[0]).toMatchObject({
        type: 'start',
        messageMetadata: { model: 'openrouter/openai/gpt-4o' },
      })
      expect(textOf(chunks)).toContain(canary)
      expect(outcomeOf(chunks)).toMatchObject({ status: 'completed', finish_reason: 'stop' })
      expect(sentTexts()).toEqual([
        [
          expect.stringContaining('Be brief.'),
          expect.stringContaining(canary),
          expect.stringContaining('Nice to meet you.'),
          expect.stringContaining('What is my name?'),
        ],
      ])
      const [row, ...others] = await used()
      expect(others).toEqual([])
      expect(row).toMatchObject({ isOurs: true, model: 'openrouter/openai/gpt-4o', turns: 1 })
      expect(row?.output).toBe(outcomeOf(chunks)?.usage?.output_tokens)
      expect(await everythingStored()).toEqual(before)
    })

    it('is counted and asked no more when its reader leaves in the middle', async () => {
      const model = 'sim/held'
      const reader = (await answer({ model })).getReader()
      const decoder = new TextDecoder()
      for (let text = ''; !text.includes('text-delta');) {
        text += decoder.decode((await reader.read()).value)
      }
      await reader.cancel()
      await upstream.waitFor(({ closed }) => closed)
      await expect.poll(used).toMatchObject([{ isOurs: true, turns: 1 }])
      const [row] = await used()
      expect(row?.input).toBeGreaterThan(0)
      expect(row?.output).toBeGreaterThan(0)
    })

    it('is refused while as many are written as may be', async () => {
      const held = [await answer({ model: 'sim/held' }), await answer({ model: 'sim/held' })]
      const readers = held.map((stream) => stream.getReader())
      await Promise.all(readers.map((reader) => reader.read()))
      await expect(answer({})).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 5 })
      await Promise.all(readers.map((reader) => reader.cancel()))
      await expect
        .poll(() => ask({}).then(outcomeOf, () => null))
        .toMatchObject({
          status: 'completed',
        })
    })

    it('is not asked for somebody who left before it began', async () => {
      await (await answer({})).cancel()
      expect(sentTexts()).toEqual([])
      expect(await used()).toEqual([])
    })

    it('loses its oldest messages when it does not fit, and is refused when its question does not', async () => {
      const model = 'sim/small-window'
      const long = 'many words '.repeat(3000)
      const chunks = await ask({
        model,
        messages: [...asking(long), { role: 'assistant', content: 'Yes.' }, ...asking('Hello')],
      })
      expect(chunks).toContainEqual(
        expect.objectContaining({ type: 'data-context', data: { omitted_messages: 2 } }),
      )
      expect(sentTexts()).toEqual([[expect.stringContaining('Hello')]])

      upstream.clear()
      await expect(answer({ model, messages: asking(long) })).rejects.toMatchObject({
        code: 'context_too_large',
      })
      expect(sentTexts()).toEqual([])
    })

    it('tells why a provider did not answer, which costs nothing', async () => {
      const chunks = await ask({ model: 'sim/error-401' })
      expect(outcomeOf(chunks)).toMatchObject({
        status: 'failed',
        error: { code: 'provider_unauthorized' },
      })
      expect(chunks.at(-1)).toMatchObject({ type: 'error' })
      expect(await used()).toMatchObject([{ turns: 1, input: 0, output: 0 }])
    })

    it('needs a model that is known, and what is left of the budget', async () => {
      await expect(answer({ model: 'nobody/nothing' })).rejects.toMatchObject({
        code: 'unknown_model',
      })
      await setBudget(1)
      await ask({})
      await expect(answer({})).rejects.toMatchObject({ code: 'budget_spent' })
    })

    it('ends, counted, when the server leaves, and begins no more', async () => {
      const stream = await answer({ model: 'sim/held' })
      const read = readAll(stream)
      await upstream.waitFor(({ tokens_sent: sent }) => sent > 0)
      await services.temporaryTurns.close()
      expect(outcomeOf(await read)).toMatchObject({ status: 'interrupted' })
      expect(await used()).toMatchObject([{ isOurs: true, turns: 1 }])
      await expect(answer({})).rejects.toMatchObject({ code: 'shutting_down' })
    })
  })
})
