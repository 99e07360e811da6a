const exposed =
  'x-request-id, x-skein-thread-id, x-skein-thread-count, retry-after, content-disposition, ratelimit, ratelimit-policy, ratelimit-limit, ratelimit-remaining, ratelimit-reset'
const sent = 'content-type, authorization, x-api-key, idempotency-key, x-vercel-ai-data-stream'

/** What lets a page of one of these origins read an answer; nothing for others. Credentials are never shared. */
export function corsHeaders(headers: Headers, origins: readonly string[]): [string, string][] {
  if (origins.length === 0) return []
  const origin = headers.get('origin')
  // A cache must keep the answers to different origins apart, also the one to none.
  const vary: [string, string] = ['vary', 'origin']
  if (origin === null || !origins.includes(origin)) return [vary]
  return [vary, ['access-control-allow-origin', origin], ['access-control-expose-headers', exposed]]
}

/** The answer to a browser that asks beforehand whether a page of that origin may send a request. */
export function preflightResponse(headers: Headers, origins: readonly string[]): Response {
  const allowed = corsHeaders(headers, origins)
  const isAllowed = allowed.some(([name]) => name === 'access-control-allow-origin')
  return new Response(null, {
    status: isAllowed ? 204 : 403,
    headers: isAllowed
      ? [
          ...allowed,
          ['access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE'],
          ['access-control-allow-headers', sent],
          ['access-control-max-age', '600'],
        ]
      : allowed,
  })
}
