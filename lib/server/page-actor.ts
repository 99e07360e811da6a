import 'server-only'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'

import type { Actor } from '@/lib/core/access/actor'
import { authenticate, sessionOfCookie } from '@/lib/server/auth/authenticate'
import { needsSetup } from '@/lib/server/auth/setup'
import { checkOrigin } from '@/lib/server/http/check-origin'
import { pagePathHeader } from '@/lib/server/http/page-path'
import { getServices } from '@/lib/server/services'

/** Who asks for a page; nobody who is not signed in. Throws `invalid_host`, `forbidden_origin`. */
export const visitor = cache(async (): Promise<Actor | null> => {
  const [services, asked] = await Promise.all([getServices(), headers()])
  checkOrigin(asked, { hosts: services.env.ALLOWED_HOSTS, origins: [] })
  return authenticate(services, credentialsOf(asked))
})

/** Whether who asks for a page was signed in in this browser, by a session that is over. */
export async function wasSignedIn(): Promise<boolean> {
  if (await visitor()) return false
  const [services, asked] = await Promise.all([getServices(), headers()])
  return (await sessionOfCookie(services, credentialsOf(asked))) !== null
}

/** A page is not asked for with a key. */
const credentialsOf = (asked: Headers) =>
  new Headers({ ...pick(asked, ['cookie', 'host', 'x-forwarded-proto']) })

/** Who asks for a page that needs somebody; others are sent to sign in, or to make the first account. */
export async function pageActor(): Promise<Actor> {
  const actor = await visitor()
  if (actor) return actor
  if (await needsSetup(await getServices())) redirect('/welcome')
  const path = (await headers()).get(pagePathHeader) ?? '/'
  redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
}

const pick = (from: Headers, names: string[]) =>
  Object.fromEntries(
    names.flatMap((name) => (from.has(name) ? [[name, from.get(name) ?? '']] : [])),
  )
