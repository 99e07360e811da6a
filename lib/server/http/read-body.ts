import { SkeinError } from '@/lib/core/errors'

const deepest = 64

/**
 * The JSON of a request body. A body that says it is larger than `limit` bytes is refused before it is read, one that turns
 * out larger as soon as it does. Throws `unsupported_media_type`, `body_too_large`, `invalid_json`.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new SkeinError('unsupported_media_type', 'Send the body as application/json.')
  }
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  const bytes = await readBytes(request, limit)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new SkeinError('invalid_json', 'The body is not JSON.')
  }
  if (isDeeperThan(value, deepest)) {
    throw new SkeinError(
      'validation_failed',
      `The body is nested more than ${deepest} levels deep.`,
    )
  }
  return value
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLarge = (limit: number) =>
  new SkeinError('body_too_large', `The body is larger than ${limit} bytes (MAX_BODY_BYTES).`)

function isDeeperThan(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1))
}
