const texts: Record<string, string> = {
  set_up_first: 'Skein has no account yet. Make the first one with a password.',
  unconfirmed_email:
    'The provider does not say that your e-mail address is confirmed. Confirm it there, or sign in with a password.',
  password_first:
    'There is an account with your e-mail address whose owner never confirmed it. Sign in with its password.',
  not_invited:
    'You have no account here yet, and need an invitation for one. Ask an administrator for a link.',
  CredentialsSignin: 'The e-mail address or the password is not right.',
}

/** Why somebody was sent back to sign in, in words; null without a reason. */
export const explainRefusal = (code: string): string | null =>
  code === ''
    ? null
    : Object.hasOwn(texts, code)
      ? texts[code]!
      : 'Signing in with the provider did not work. Try again, or take another way.'
