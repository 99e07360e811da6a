import { parseEnv } from '@/lib/server/env'
import { preflightResponse } from '@/lib/server/http/cors'

/** Answers browsers that ask whether another site's page may use the API. Next hands it nothing else. */
export const proxy = (request: Request): Response =>
  preflightResponse(request.headers, parseEnv(process.env).CORS_ORIGINS)

// Next reads this without running it, so that nothing can be named.
export const config = {
  matcher: [
    {
      source: '/(api|chat|threads|messages)/:path*',
      has: [{ type: 'header', key: 'access-control-request-method' }],
    },
  ],
}
