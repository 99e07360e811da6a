/** The path of an address as it may stand in a log: a public link's token opens a thread to whoever reads it there. */
export const loggedPath = (path: string): string =>
  path.replace(/^(\/+api\/+shared\/+)[^/]+/i, '$1…')
