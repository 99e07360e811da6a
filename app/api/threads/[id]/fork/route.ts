import { getTranslations } from 'next-intl/server'

import { forkThreadOperation } from '@/lib/core/api/threads'
import { shownTitle } from '@/lib/core/thread/plain-name'
import { forkTitle } from '@/lib/core/thread/thread'
import { forkThread } from '@/lib/server/commands/fork-thread'
import { idempotencyKey } from '@/lib/server/http/idempotency-key'
import { resource, route } from '@/lib/server/route'

const post = route(forkThreadOperation, async ({ services, actor, params, body, headers }) => {
  const key = idempotencyKey(headers)
  const t = await getTranslations('threads')
  const titleOf = (title: string) => forkTitle(shownTitle(title, t('row.untitled')), t('fork'))
  const fork = await forkThread(services, actor, { threadId: params.id, key, input: body, titleOf })
  return Response.json(fork, { status: 201 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(post)
