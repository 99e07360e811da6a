import 'server-only'

import { cookies, headers } from 'next/headers'
import NextAuth, { CredentialsSignin, type NextAuthConfig } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'

import { signInSchema } from '@/lib/core/access/account'
import { isSecure, sessionOfCookie } from '@/lib/server/auth/authenticate'
import { oauthProviders, personOf } from '@/lib/server/auth/providers'
import { invitationCookie } from '@/lib/server/auth/invitation-cookie'
import { needsSetup } from '@/lib/server/auth/setup'
import { sessionSeconds } from '@/lib/server/auth/sessions'
import { checkCredentials } from '@/lib/server/commands/check-credentials'
import { createGuest } from '@/lib/server/commands/create-guest'
import { endSession } from '@/lib/server/commands/end-session'
import { signIn as startSession } from '@/lib/server/commands/sign-in'
import { signInWithProvider } from '@/lib/server/commands/sign-in-with-provider'
import { limitSignIn } from '@/lib/server/limits/limit-sign-in'
import { limitSignUp } from '@/lib/server/limits/limit-sign-up'
import { getServices, type Services } from '@/lib/server/services'

declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string
  }
}

/** What next-auth calls when it wants to know how people sign in here. */
async function configOf(services: Services): Promise<NextAuthConfig> {
  const { env, authSecret, log, prisma } = services
  const asked = new Headers(await headers())
  return {
    secret: authSecret,
    // Which hosts are answered to is checked before it is asked (check-origin.ts).
    trustHost: true,
    useSecureCookies: isSecure(asked),
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: {
      error: (error) => log.warn('sign-in-failed', { reason: error.name }),
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      Credentials({
        id: 'password',
        credentials: { email: {}, password: {} },
        async authorize(given) {
          const input = signInSchema.safeParse({ email: given.email, password: given.password })
          if (!input.success) throw new CredentialsSignin()
          const { email } = input.data
          const attempt = await limitSignIn(services, { email, headers: asked })
          const user = await checkCredentials(services, input.data, asked)
          if (user) await attempt.succeeded()
          return user
        },
      }),
      ...(env.AUTH_GUESTS
        ? [
            Credentials({
              id: 'guest',
              credentials: {},
              async authorize() {
                if (await needsSetup(services)) throw new CredentialsSignin()
                await limitSignUp(services, asked)
                return createGuest(services)
              },
            }),
          ]
        : []),
      ...oauthProviders(env),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== 'oauth' && account?.type !== 'oidc') return true
        const person = personOf(account.provider, { subject: account.providerAccountId, profile })
        const invitation = (await cookies()).get(invitationCookie)?.value ?? null
        const result = await signInWithProvider(services, person, { invitation, headers: asked })
        if ('refusal' in result) return `/sign-in?error=${result.refusal}`
        user.id = result.id
        return true
      },
      /** The cookie names a session and says nothing else. */
      async jwt({ token, user, account }) {
        if (user?.id) {
          const previous = await sessionOfCookie(services, asked)
          const { id } = await startSession(services, {
            userId: user.id,
            previous,
            invitation: (await cookies()).get(invitationCookie)?.value ?? null,
            provider: account?.provider ?? 'password',
            headers: asked,
          })
          return { sid: id }
        }
        return (await prisma.session.count({ where: { id: token.sid } })) > 0 ? token : null
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => {
        const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null
        return target?.origin === baseUrl ? target.href : baseUrl
      },
    },
    events: {
      async signOut(message) {
        const sid = 'token' in message ? message.token?.sid : undefined
        if (sid) await endSession(services, { id: sid, headers: asked })
      },
    },
  }
}

export const { handlers, signIn, signOut } = NextAuth(async () => configOf(await getServices()))
