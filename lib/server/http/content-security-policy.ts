/** The nonce that scripts carry under a policy, none if there is no policy. */
export const nonceIn = (policy: string | null): string | undefined =>
  policy?.match(/'nonce-([^']+)'/)?.[1]

/**
 * What a page of ours may load: scripts that carry the nonce and what these load, everything else from this server only. No
 * picture, font or request leaves it, whatever a model has written into an answer.
 */
export const contentSecurityPolicy = (nonce: string, { isDevelopment = false } = {}): string =>
  [
    "default-src 'self'",
    // React's development build evaluates code to show where an error came from.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
