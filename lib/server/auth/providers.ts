import type { Provider } from 'next-auth/providers'
import GitHub from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import { z } from 'zod'

import type { ProviderPerson } from '@/lib/server/commands/sign-in-with-provider'
import type { Env } from '@/lib/server/env'

export type ProviderName = { id: string; name: string }

/** The providers that the environment switches on, by their ids and names. */
export function providerNames(env: Env): ProviderName[] {
  return [
    ...(env.AUTH_GITHUB_ID && env.AUTH_GITHUB_SECRET ? [{ id: 'github', name: 'GitHub' }] : []),
    ...(env.AUTH_GOOGLE_ID && env.AUTH_GOOGLE_SECRET ? [{ id: 'google', name: 'Google' }] : []),
    ...(env.AUTH_OIDC_ISSUER && env.AUTH_OIDC_ID ? [{ id: 'oidc', name: env.AUTH_OIDC_NAME }] : []),
  ]
}

/** The same as next-auth takes them. */
export function oauthProviders(env: Env): Provider[] {
  const made: Record<string, () => Provider> = {
    github: () =>
      GitHub({
        clientId: env.AUTH_GITHUB_ID,
        clientSecret: env.AUTH_GITHUB_SECRET,
        userinfo: { url: `${githubApi}/user`, request: readGithubUser },
      }),
    google: () => Google({ clientId: env.AUTH_GOOGLE_ID, clientSecret: env.AUTH_GOOGLE_SECRET }),
    oidc: () => ({
      id: 'oidc',
      name: env.AUTH_OIDC_NAME,
      type: 'oidc',
      issuer: env.AUTH_OIDC_ISSUER,
      clientId: env.AUTH_OIDC_ID,
      clientSecret: env.AUTH_OIDC_SECRET,
      checks: ['pkce', 'state', 'nonce'],
    }),
  }
  return providerNames(env).flatMap(({ id }) => made[id]?.() ?? [])
}

const githubApi = 'https://api.github.com'
const githubUserSchema = z.looseObject({ id: z.number() })
const githubEmailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
)

/**
 * GitHub's profile with the person's primary address and whether it is confirmed, which the profile itself does not tell
 * (docs.github.com/en/rest/users/emails).
 */
async function readGithubUser({ tokens }: { tokens: { access_token?: string } }) {
  const headers = { authorization: `Bearer ${tokens.access_token}`, 'user-agent': 'Skein' }
  const [user, emails] = await Promise.all(
    ['/user', '/user/emails'].map(async (path) =>
      (await fetch(githubApi + path, { headers })).json(),
    ),
  )
  const primary = githubEmailsSchema.parse(emails).find((each) => each.primary)
  return {
    ...githubUserSchema.parse(user),
    email: primary?.email,
    email_verified: primary?.verified,
  }
}

const profileSchema = z.looseObject({
  email: z.email().toLowerCase().nullish().catch(null),
  email_verified: z.boolean().nullish().catch(null),
  name: z.string().nullish().catch(null),
})

/** Whom a provider vouches for, by what it says of them. */
export function personOf(
  provider: string,
  { subject, profile }: { subject: string; profile: unknown },
): ProviderPerson {
  const { email, email_verified: isVerified, name } = profileSchema.parse(profile ?? {})
  return {
    provider,
    subject,
    name: (name ?? email?.split('@')[0] ?? 'Unnamed').slice(0, 200),
    email: isVerified === true ? (email ?? null) : null,
  }
}
