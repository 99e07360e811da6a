import { check } from '@/lib/core/check'
import { externalId } from '@/lib/core/thread/text'

/** The header by which a client marks repetitions of one request. Throws `validation_failed`. */
export function idempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  return key === null ? null : check(externalId, key, 'Idempotency-Key')
}
