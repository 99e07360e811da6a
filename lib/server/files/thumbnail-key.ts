/** Where the small picture of an image is kept. */
export const thumbnailKey = (id: string): string => `${id}.thumbnail`
