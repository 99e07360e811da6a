import type { OpenInvitation } from '@/lib/server/accounts/find-invitation'
import type { Env } from '@/lib/server/env'

/** Whether somebody may have an account, by the environment and the invitation that they came by. */
export const maySignUp = (
  { AUTH_SIGNUP }: Pick<Env, 'AUTH_SIGNUP'>,
  invitation: OpenInvitation | null,
): boolean => AUTH_SIGNUP === 'open' || (AUTH_SIGNUP === 'invitation' && invitation !== null)
