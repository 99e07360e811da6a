import type { Env } from '@/lib/server/env'

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

/** Whether nobody but this machine can reach the server, as far as its settings tell. */
export const isLoopbackOnly = ({ HOST, ALLOWED_HOSTS }: Env): boolean =>
  loopback.has(HOST) && ALLOWED_HOSTS.length === 0
