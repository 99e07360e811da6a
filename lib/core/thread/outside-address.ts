const longest = 4096
const largestPicture = 4_000_000

const protocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])
const picture = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z\d+/]+={0,2}$/

/** Where a link leads: its whole address, and the host, or for mail the receiver, by which a person can tell. */
export type OutsideAddress = { href: string; host: string }

/**
 * An address that a model or a foreign file gave, when a link may lead there: of a web page or of somebody with mail. Null for
 * every other scheme, for what is relative (it would lead into Skein), for addresses with a user name or password (they are
 * there to be mistaken for the host) and for those longer than 4096 characters.
 */
export function outsideAddress(written: string): OutsideAddress | null {
  if (written.length > longest || !URL.canParse(written)) return null
  const url = new URL(written)
  if (!protocols.has(url.protocol) || url.username !== '' || url.password !== '') return null
  return { href: url.href, host: url.protocol === 'mailto:' ? url.pathname : url.host }
}

/** The same for what is not mail. */
export function webAddress(written: string): OutsideAddress | null {
  const address = outsideAddress(written)
  return address?.href.startsWith('http') ? address : null
}

/** Whether an address is itself a picture that can be shown: PNG, JPEG, GIF or WebP, of at most 4 million characters. */
export const isDataPicture = (written: string): boolean =>
  written.length <= largestPicture && picture.test(written)

const turnsDirection = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u
const hostName = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*\.(?:\p{L}{2,}|xn--[a-z\d-]+)$/iu
/** Ends of file names and projects that no host has. */
const fileEnding = /\.(?:js|jsx|ts|tsx|json|txt|html?|css|pdf|png|jpe?g|gif|xml|csv|ya?ml|toml)$/i

/** Whether the text of a link reads like the address of another host than the one it leads to. */
export function namesAnotherHost(text: string, { host }: OutsideAddress): boolean {
  if (turnsDirection.test(text)) return true
  const real = bareHost(host)
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .split(/[\s|,;"'“”«»()<>[\]]+/u)
    .some((word) => {
      const written = writtenHost(word)
      return written !== null && written !== real
    })
}

/** The host that a word names, null when it names none. */
function writtenHost(word: string): string | null {
  const hasScheme = /^(?:https?|mailto):/i.test(word)
  const rest = word.replace(/^(?:https?|mailto):[\\/]*/i, '')
  const host = bareHost((rest.split(/[\\/?#]/, 1)[0] ?? '').replace(/[.:!…]+$/, ''))
  if (hasScheme) return host
  return hostName.test(host.split('@').at(-1) ?? '') && !fileEnding.test(host) ? host : null
}

const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^www\./, '')
