import { NextResponse, type NextRequest } from 'next/server'

import { parseEnv } from '@/lib/server/env'
import { contentSecurityPolicy } from '@/lib/server/http/content-security-policy'
import { preflightResponse } from '@/lib/server/http/cors'
import { pagePathHeader } from '@/lib/server/http/page-path'

/**
 * Answers browsers that ask whether another site's page may use the API, and gives pages a policy with a nonce, which Next
 * reads from the request and puts on its scripts, and with it their address. It gets nothing else.
 */
export function proxy(request: NextRequest): Response {
  if (request.method === 'OPTIONS') {
    return preflightResponse(request.headers, parseEnv(process.env).CORS_ORIGINS)
  }
  if (request.headers.has('access-control-request-method')) return NextResponse.next()
  const policy = contentSecurityPolicy(crypto.randomUUID(), {
    isDevelopment: process.env.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set(pagePathHeader, request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

// Next reads this without running it, so that nothing can be named.
export const config = {
  matcher: [
    {
      source: '/(api|chat|threads|messages)/:path*',
      has: [{ type: 'header', key: 'access-control-request-method' }],
    },
    '/((?!(?:api|chat|threads|messages|_next)(?:/|$)|icon.svg$).*)',
  ],
}
