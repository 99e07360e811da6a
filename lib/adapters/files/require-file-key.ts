const fileKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.[a-z]+)?$/

/** A key of the file store as it stands. Throws for anything that could lead elsewhere. */
export function requireFileKey(key: string): string {
  if (!fileKey.test(key)) throw new Error('This is no key of a file.')
  return key
}
