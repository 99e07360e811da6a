import 'server-only'

import { headers } from 'next/headers'

import type { Actor } from '@/lib/core/thread/actor'
import { checkOrigin } from '@/lib/server/http/check-origin'
import { getServices } from '@/lib/server/services'

/** Who asks for a page. Throws `invalid_host`, `forbidden_origin`. */
export async function pageActor(): Promise<Actor> {
  const { env, localActor } = await getServices()
  checkOrigin(await headers(), { hosts: env.ALLOWED_HOSTS, origins: [] })
  return localActor
}
