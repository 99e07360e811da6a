/** Raster images that models take and browsers show. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const

/** What can be attached. Every kind of text (code too) is plain text. */
export const fileTypes = [...imageTypes, 'application/pdf', 'text/plain'] as const
export type FileType = (typeof fileTypes)[number]

export const isImageType = (mediaType: string): boolean =>
  (imageTypes as readonly string[]).includes(mediaType)

/** A text is sent word by word, so that more would leave no room in the window of most models. */
export const maxTextFileBytes = 1_000_000

/** How many files one message may carry. */
export const maxFilesOfMessage = 10
