import { z } from 'zod'

import { modelSchema, type Model } from '@/lib/core/models/model'
import type { Database } from '@/lib/server/services'

/** Keeps each provider's last catalogue in the database. What no longer fits the schema counts as absent. */
export function createCatalogueCache(prisma: Database['prisma']) {
  return {
    async read(provider: string): Promise<{ models: Model[]; fetchedAt: Date } | null> {
      const row = await prisma.modelCatalogue.findUnique({ where: { provider } })
      const models = z.array(modelSchema).safeParse(row?.models)
      return row && models.success ? { models: models.data, fetchedAt: row.fetchedAt } : null
    },
    async write(provider: string, models: Model[], fetchedAt: Date): Promise<void> {
      await prisma.modelCatalogue.upsert({
        where: { provider },
        create: { provider, models, fetchedAt },
        update: { models, fetchedAt },
      })
    },
  }
}
