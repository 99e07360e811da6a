import { NextResponse, type NextRequest } from 'next/server'
import { v7 } from 'uuid'

import { errorStatus, SkeinError } from '@/lib/core/errors'
import { handlers } from '@/lib/server/auth/next-auth'
import { checkOrigin } from '@/lib/server/http/check-origin'
import { getServices } from '@/lib/server/services'

type Handler = (typeof handlers)['GET']

/**
 * Next puts a host name of its own into the address of a request; next-auth tells providers to come back to what it finds
 * there.
 */
function asAsked(request: NextRequest): NextRequest {
  const { pathname, search } = new URL(request.url)
  const origin = `${request.headers.get('x-forwarded-proto') ?? 'http'}://${request.headers.get('host')}`
  // A NextRequest would change the host name again; next-auth needs no more than a Request.
  return new Request(new URL(`${pathname}${search}`, origin), request) as NextRequest
}

/** next-auth's own addresses, answered under the same host names as everything else. */
const guarded =
  (handle: Handler): Handler =>
  async (request) => {
    const { env } = await getServices()
    try {
      checkOrigin(request.headers, { hosts: env.ALLOWED_HOSTS, origins: [] })
    } catch (error) {
      if (!(error instanceof SkeinError)) throw error
      const { code, message } = error
      return NextResponse.json(
        { error: { code, message, request_id: v7() } },
        { status: errorStatus[code] },
      )
    }
    return handle(asAsked(request))
  }

export const GET = guarded(handlers.GET)
export const POST = guarded(handlers.POST)
