import pino from 'pino'

import type { Log } from '@/lib/core/ports'

/** Writes one JSON line per event to standard output. An error is told by its name, message and stack only. */
export function createLog(level: string): Log {
  const logger = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields, cause) =>
      logger.error({ event, ...fields, ...(cause ? { err: cause } : {}) }),
  }
}
