/** Keeps the token of an invitation while its guest goes to a provider and comes back. */
export const invitationCookie = 'skein-invitation'
