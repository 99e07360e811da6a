import type { Scope } from '@/lib/core/access/roles'

type Words = { name: string; can: string }

/** What a key may do, in plain words. */
export const scopes: Record<Scope, Words> = {
  read: { name: 'Read', can: 'Reads your threads. Writes nothing.' },
  chat: { name: 'Chat', can: 'Reads, asks models and changes your threads.' },
  admin: { name: 'Everything', can: 'Does all that you may, your account and its keys included.' },
}
