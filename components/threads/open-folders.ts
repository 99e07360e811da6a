export const openFoldersCookie = 'open-folders'

/** How many folders a browser remembers as open. */
export const mostOpen = 10

/** The folders that a cookie says are open. */
export const parseOpenFolders = (value: string | undefined): string[] =>
  (value ?? '')
    .split('.')
    .filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    .slice(0, mostOpen)
