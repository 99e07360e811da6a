import { RequestError } from '@/components/api/request'
import type { Said } from '@/components/api/use-error-text'

type Tell = (error: Said) => string

const unreachable = {
  code: 'unreachable',
  message: 'Skein cannot be reached. Check that the server runs, then try again.',
}

let tell: Tell = ({ message }) => message

/** Has errors told in the language of the page from now on. */
export function explainWith(next: Tell): void {
  tell = next
}

/** Why a request did not work: what the server said, or else that it could not be reached. */
export const reasonOf = (error: unknown): Said =>
  error instanceof RequestError ? { code: error.code, message: error.message } : unreachable

/** What to tell a person about a request that did not work. */
export const explain = (error: unknown): string => tell(reasonOf(error))
