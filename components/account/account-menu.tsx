'use client'

import { lazySoon } from '@/components/ui/lazy-soon'
import type { CurrentUser } from '@/lib/core/access/user'

export type AccountMenuProps = {
  user: CurrentUser
  mayAdminister: boolean
  signOut: () => Promise<void>
}

/** Who one is here, and what belongs to it. */
export const AccountMenu = lazySoon(() => import('@/components/account/account-button'))
