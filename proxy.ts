import { NextResponse, type NextRequest } from 'next/server'

import { parseEnv } from '@/lib/server/env'
import { isOwnHost } from '@/lib/server/http/check-origin'
import { unknownHostHeader } from '@/lib/server/http/unknown-host'
import { contentSecurityPolicy } from '@/lib/server/http/content-security-policy'
import { preflightResponse } from '@/lib/server/http/cors'
import { pagePathHeader } from '@/lib/server/http/page-path'

let env: ReturnType<typeof parseEnv> | undefined

/**
 * Answers browsers that ask whether another site's page may use the API, and gives pages a policy with a nonce, which Next
 * reads from the request and puts on its scripts, and with it their address. Whoever asks for a page by a name that is not
 * Skein's is told so. It gets nothing else.
 */
export function proxy(request: NextRequest): Response {
  env ??= parseEnv(process.env)
  if (request.method === 'OPTIONS') return preflightResponse(request.headers, env.CORS_ORIGINS)
  if (request.headers.has('access-control-request-method')) return NextResponse.next()
  const host = request.headers.get('host') ?? ''
  if (!isOwnHost(host, env.ALLOWED_HOSTS)) {
    const headers = new Headers(request.headers)
    headers.set(unknownHostHeader, host)
    const page = request.nextUrl.clone()
    // Next asks itself for it, under the same name.
    if (page.pathname === '/unknown-host') return NextResponse.next({ request: { headers } })
    page.pathname = '/unknown-host'
    return NextResponse.rewrite(page, { request: { headers } })
  }
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
    '/((?!(?:api|chat|threads|messages|_next|icons)(?:/|$)|(?:favicon.ico|icon.svg|apple-icon.png|manifest.webmanifest|offline|offline.js|sw.js)$).*)',
  ],
}
