/** Where an attached file is served. */
export const fileUrl = (id: string): string => `/api/files/${id}`

const ownUrl = /^\/api\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The id of the attached file that an address of a message part names; null for any other address. */
export const fileIdOf = (url: unknown): string | null =>
  typeof url === 'string' ? (ownUrl.exec(url)?.[1] ?? null) : null
