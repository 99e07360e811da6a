const longest = 80

/** A file name made of a title, without what file systems and shells take amiss. */
export function fileName(title: string, extension: string): string {
  const base = title
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/["%*/:<>?\\|`$;]/g, '')
    .trim()
    .replace(/^[.-]+/, '')
  const short = [...base]
    .slice(0, longest)
    .join('')
    .replace(/[. ]+$/, '')
  return `${short === '' ? 'thread' : short}.${extension}`
}

/** The header that has a browser save an answer under a name (RFC 6266, RFC 8187). */
export function contentDisposition(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
