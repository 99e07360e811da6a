const longest = 200

const controls = /[\p{Cc}\u2028\u2029]+/gu
/** Turn the direction of text around, or take no room: neither belongs into a name. Joiners do, in Persian and in emoji. */
const invisible = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu

/**
 * A name that a model, a provider or a file gave (of a file, a tool, a model, a page), as one line of text that shows all it
 * holds: without control characters and those that turn the direction of text. At most 200 characters; of a longer one the
 * middle is left out, since a file's name tells its kind at its end. May be empty.
 */
export function plainName(name: string): string {
  const line = name
    .toWellFormed()
    .replace(controls, ' ')
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = line.length > longest ? [...line] : []
  if (characters.length <= longest) return line
  const half = longest / 2
  return `${characters.slice(0, half).join('')}…${characters.slice(1 - half).join('')}`
}

const mediaType = /^[a-z\d][\w!#$&^.+-]{0,60}\/[a-z\d][\w!#$&^.+-]{0,60}$/i

/** The kind of a file as its sender named it, without parameters and in lower case; null when it is none. */
export function plainMediaType(written: string): string | null {
  const type = written.split(';', 1)[0]?.trim() ?? ''
  return mediaType.test(type) ? type.toLowerCase() : null
}

/** What a thread is called until it has a title, in the API and in the database. */
export const defaultTitle = 'New conversation'

/** A thread's title as a person reads it; `name` is what their language calls one that has none yet. */
export const shownTitle = (title: string, name: string): string =>
  title === defaultTitle ? name : title
