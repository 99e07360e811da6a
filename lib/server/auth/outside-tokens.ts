import { createRemoteJWKSet, decodeJwt, jwtVerify, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'

import type { Log } from '@/lib/core/ports'

const discoverySchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) })
const claimsSchema = z.object({
  email: z.email().transform((email) => email.toLowerCase()),
  email_verified: z.literal(true),
})
const discoveryTimeoutMs = 5000

/** Checks bearer tokens of one outside issuer by the keys that it publishes (OpenID Connect Discovery 1.0). */
export class OutsideTokens {
  readonly #issuer: string
  readonly #audience: string
  readonly #log: Log
  #keys: Promise<JWTVerifyGetKey> | null = null

  constructor({ issuer, audience, log }: { issuer: string; audience: string; log: Log }) {
    this.#issuer = issuer
    this.#audience = audience
    this.#log = log
  }

  /** Whether a token says that it is of this issuer; nothing is checked yet. */
  isOfIssuer(token: string): boolean {
    try {
      return decodeJwt(token).iss === this.#issuer
    } catch {
      return false
    }
  }

  /** The confirmed e-mail address, in lower case, of whom a token is for; null for a token that is not good. */
  async read(token: string): Promise<string | null> {
    try {
      const { payload } = await jwtVerify(token, await this.#loadKeys(), {
        issuer: this.#issuer,
        audience: this.#audience,
        algorithms: ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'],
        requiredClaims: ['exp'],
      })
      return claimsSchema.safeParse(payload).data?.email ?? null
    } catch (error) {
      this.#log.info('outside-token-refused', { reason: error instanceof Error ? error.name : '' })
      return null
    }
  }

  #loadKeys(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#discover().catch((error) => {
      this.#keys = null
      throw error
    })
    return this.#keys
  }

  async #discover(): Promise<JWTVerifyGetKey> {
    const address = `${this.#issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const response = await fetch(address, { signal: AbortSignal.timeout(discoveryTimeoutMs) })
    const { jwks_uri: keys } = discoverySchema.parse(await response.json())
    return createRemoteJWKSet(new URL(keys), { timeoutDuration: discoveryTimeoutMs })
  }
}
