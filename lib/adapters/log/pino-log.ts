import pino from 'pino'

import type { Log } from '@/lib/core/ports'

/** Writes one JSON line per event to standard output. An error is told by its name, message and stack only. */
export function createLog(level: string): Log {
  const logger = pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Pino's own takes every property along; those of a provider's error hold the prompt.
    serializers: { err: describeError },
  })
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields, cause) =>
      logger.error({ event, ...fields, ...(cause ? { err: cause } : {}) }),
  }
}

/** What is told of an error. */
export const describeError = (error: unknown) =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { name: typeof error, message: 'Something that is no error was thrown.' }
