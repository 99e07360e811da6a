import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, as text that can stand in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token: nobody can guess one, so that a plain hash serves. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url')
