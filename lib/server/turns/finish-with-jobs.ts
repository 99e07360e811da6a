import type { SummaryTrigger } from '@/lib/core/summary/summary'
import type { Services } from '@/lib/server/services'
import type { FinishedTurn, TurnQueue } from '@/lib/server/turns/turn-queue'

type AboutThread = { thread_id: string; last_message_id: string }

/** A job that the end of a turn sets going. */
export type TurnJob =
  | { name: 'write-title'; data: AboutThread }
  | { name: 'write-summary'; data: AboutThread & { trigger: SummaryTrigger } }

export type FinishWithJobs = (
  turn: FinishedTurn,
  jobs: readonly TurnJob[],
) => ReturnType<TurnQueue['finish']>

/** Ends a turn and enqueues its jobs in one transaction: neither is there without the other. */
export const createFinishWithJobs =
  ({ prisma, queue, jobs: runner }: Pick<Services, 'prisma' | 'queue' | 'jobs'>): FinishWithJobs =>
  (turn, jobs) =>
    prisma.$transaction(async (transaction) => {
      const finished = await queue.finish(turn, transaction)
      if (!finished) return null
      for (const { name, data } of jobs) {
        await runner.enqueue(name, data, { key: data.thread_id, transaction })
      }
      return finished
    })
