const yearInSeconds = 31_536_000

/** Keeps a choice that belongs to this device; the server reads it when it renders the next page. */
export function setDeviceCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${yearInSeconds}; samesite=lax`
}
