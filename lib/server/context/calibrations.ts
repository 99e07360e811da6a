import type { Database } from '@/lib/server/services'

type Calibration = { ratio: number; samples: number }

const least = 0.5
const most = 3
/** The weight of a new sample, once there are many. */
const newest = 0.1
/** Below this many tokens the frame of the messages outweighs their text. */
const fewestTokens = 50

/**
 * How many tokens each model counts for one of ours, learnt from the usage that it reports: a moving average, kept in the
 * database between starts.
 */
export class Calibrations {
  readonly #prisma: Database['prisma']
  readonly #known = new Map<string, Calibration>()
  readonly #changed = new Set<string>()

  constructor(prisma: Database['prisma']) {
    this.#prisma = prisma
  }

  /** Reads what was learnt before. */
  async open(): Promise<void> {
    for (const { model, ratio, samples } of await this.#prisma.modelCalibration.findMany()) {
      this.#known.set(model, { ratio, samples })
    }
  }

  ratioOf(model: string): number {
    return this.#known.get(model)?.ratio ?? 1
  }

  /** Learns from one answer: tokens as we counted them, and as the provider did. */
  learn(model: string, { ours, theirs }: { ours: number; theirs: number }): void {
    if (ours < fewestTokens || theirs <= 0) return
    const sample = Math.min(most, Math.max(least, theirs / ours))
    const { ratio, samples } = this.#known.get(model) ?? { ratio: sample, samples: 0 }
    const weight = Math.max(newest, 1 / (samples + 1))
    this.#known.set(model, { ratio: ratio + weight * (sample - ratio), samples: samples + 1 })
    this.#changed.add(model)
  }

  /** Writes what was learnt since the last time. */
  async save(): Promise<void> {
    const models = [...this.#changed]
    if (models.length === 0) return
    const rows = models.map((model) => ({ model, ...this.#known.get(model) }))
    this.#changed.clear()
    await this.#prisma.$executeRaw`
      INSERT INTO model_calibration (model, ratio, samples, updated_at)
      SELECT model, ratio, samples, now()
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(model text, ratio float8, samples int)
      ORDER BY model
      ON CONFLICT (model) DO UPDATE SET ratio = excluded.ratio, samples = excluded.samples, updated_at = excluded.updated_at`
  }
}
