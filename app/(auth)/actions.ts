'use server'

import { AuthError } from 'next-auth'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'

import type { FormState } from '@/components/auth/form-state'
import { setUpSchema, signInSchema, signUpSchema } from '@/lib/core/access/account'
import { check } from '@/lib/core/check'
import { SkeinError } from '@/lib/core/errors'
import { safePath } from '@/lib/core/access/safe-path'
import { isSecure } from '@/lib/server/auth/authenticate'
import { invitationCookie } from '@/lib/server/auth/invitation-cookie'
import { needsSetup } from '@/lib/server/auth/setup'
import { signIn, signOut } from '@/lib/server/auth/next-auth'
import { acceptInvitation } from '@/lib/server/commands/accept-invitation'
import { setUp } from '@/lib/server/commands/set-up'
import { signUp } from '@/lib/server/commands/sign-up'
import { checkOrigin } from '@/lib/server/http/check-origin'
import { limitSignIn } from '@/lib/server/limits/limit-sign-in'
import { limitSignUp } from '@/lib/server/limits/limit-sign-up'
import { pageActor, visitor } from '@/lib/server/page-actor'
import { getServices, type Services } from '@/lib/server/services'

const invitationMinutes = 10

/** Signs in with e-mail address and password. */
export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  return attempt(form, async (_services, asked) => {
    const input = check(signInSchema, pick(form, ['email', 'password']))
    const invitation = /^\/invite\/([\w-]+)$/.exec(next(form))?.[1]
    if (invitation) await keepInvitation(invitation, asked)
    await startSession(input)
    redirect(next(form))
  })
}

/** Makes an account, for a guest out of what they have, and signs in. */
export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  return attempt(form, async (services, asked) => {
    if (await needsSetup(services)) redirect('/welcome')
    const input = check(signUpSchema, pick(form, ['name', 'email', 'password']))
    await limitSignUp(services, asked)
    const actor = await visitor()
    await signUp(services, {
      input,
      invitation: text(form, 'invitation') || null,
      guestId: actor?.role === 'guest' ? actor.userId : null,
      headers: asked,
    })
    await startSession(input)
    redirect(next(form))
  })
}

/** Makes the first account, the administrator's, and signs in. */
export async function setUpAction(_: FormState, form: FormData): Promise<FormState> {
  return attempt(form, async (services, asked) => {
    const input = check(setUpSchema, pick(form, ['name', 'email', 'password', 'code']))
    // A code is guessed like a password.
    await limitSignIn(services, { email: input.email, headers: asked })
    await setUp(services, input, asked)
    await startSession(input)
    redirect('/')
  })
}

export async function guestAction(_: FormState, form: FormData): Promise<FormState> {
  return attempt(form, async () => {
    await signIn('guest', { redirect: false })
    redirect(next(form))
  })
}

/** Sends the browser to a provider; the invitation that it came by waits in a cookie. */
export async function providerAction(_: FormState, form: FormData): Promise<FormState> {
  return attempt(form, async (_services, asked) => {
    const invitation = text(form, 'invitation')
    if (invitation) await keepInvitation(invitation, asked)
    await signIn(text(form, 'provider'), { redirectTo: next(form) })
  })
}

/** Takes somebody who is signed in into the workspace that they are invited to. */
export async function acceptInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  return attempt(form, async (services, asked) => {
    const actor = await pageActor()
    await acceptInvitation(services, actor, { token: text(form, 'invitation'), headers: asked })
    redirect('/')
  })
}

export async function signOutAction(): Promise<void> {
  await checkedHeaders()
  await signOut({ redirect: false })
}

/** Runs what a form asks for; an error that a person can do something about becomes a message beside it. */
async function attempt(
  form: FormData,
  run: (services: Services, asked: Headers) => Promise<unknown>,
): Promise<FormState> {
  const values = pick(form, ['name', 'email'])
  try {
    const asked = await checkedHeaders()
    await run(await getServices(), asked)
    return { error: null, fields: {}, values }
  } catch (error) {
    if (error instanceof AuthError) {
      const known = error.cause?.err
      const refused = known instanceof SkeinError ? known : wrongCredentials
      return { error: said(refused), fields: {}, values }
    }
    if (!(error instanceof SkeinError)) throw error
    const fields = Object.fromEntries(
      (error.fields ?? []).map(({ path, message }) => [path, message]),
    )
    return { error: said(error), fields, values }
  }
}

const wrongCredentials = {
  code: 'wrong_credentials',
  message: 'The e-mail address or the password is not right.',
} as const

const said = ({ code, message }: Pick<SkeinError, 'code' | 'message'>) => ({ code, message })

async function keepInvitation(token: string, asked: Headers) {
  const jar = await cookies()
  jar.set(invitationCookie, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(asked),
    maxAge: invitationMinutes * 60,
    path: '/',
  })
}

async function checkedHeaders(): Promise<Headers> {
  const [{ env }, asked] = await Promise.all([getServices(), headers()])
  checkOrigin(asked, { hosts: env.ALLOWED_HOSTS, origins: [] })
  return new Headers(asked)
}

async function startSession({ email, password }: { email: string; password: string }) {
  await signIn('password', { email, password, redirect: false })
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

const pick = (form: FormData, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, text(form, name)]))

const next = (form: FormData) => safePath(text(form, 'next'))
