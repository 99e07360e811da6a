import type { Limits } from '@/lib/core/limits/limit'
import type { Services } from '@/lib/server/services'

type Row = { chatPerMinute: number | null; writePerMinute: number | null }

/** So long a change of a workspace's limits may take to be heeded everywhere. */
const freshMs = 5000
const mostKept = 1000

/** The limits that workspaces set for their members instead of the environment's. */
export class WorkspaceLimits {
  readonly #services: Pick<Services, 'prisma' | 'clock'>
  readonly #kept = new Map<string, { limits: Promise<Partial<Limits>>; readAt: number }>()

  constructor(services: Pick<Services, 'prisma' | 'clock'>) {
    this.#services = services
  }

  /** Those of a workspace, at most five seconds old. */
  of(workspaceId: string): Promise<Partial<Limits>> {
    const now = this.#services.clock.now()
    const kept = this.#kept.get(workspaceId)
    if (kept && now - kept.readAt < freshMs) return kept.limits
    if (this.#kept.size >= mostKept) this.#kept.clear()
    const limits = this.#read(workspaceId)
    this.#kept.set(workspaceId, { limits, readAt: now })
    limits.catch(() => this.#kept.delete(workspaceId))
    return limits
  }

  async #read(workspaceId: string): Promise<Partial<Limits>> {
    const [row] = await this.#services.prisma.$queryRaw<Row[]>`
      SELECT chat_per_minute AS "chatPerMinute", write_per_minute AS "writePerMinute"
      FROM workspace WHERE id = ${workspaceId}::uuid`
    const perMinute = (points: number) => ({ points, seconds: 60 })
    return {
      ...(row?.chatPerMinute != null && { chat: perMinute(row.chatPerMinute) }),
      ...(row?.writePerMinute != null && { write: perMinute(row.writePerMinute) }),
    }
  }
}
