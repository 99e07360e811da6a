const base = 'http://skein.invalid'

/** An address of ours to go on to, as path and query; the home page for one that leads anywhere else. */
export function safePath(given: string): string {
  if (!given.startsWith('/') || !URL.canParse(given, base)) return '/'
  const { origin, pathname, search, hash } = new URL(given, base)
  return origin === base && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
