/** A model sees this many pixels to a token, and of a larger image only what it is made smaller to. */
const pixelsPerToken = 750
const mostForImage = 1600
/** Of a page of a PDF, its text and its picture. How many pages a file has is not known: it counts as one. */
const perPage = 2000

/**
 * About how many tokens a model takes for a file that it is sent as it is; `width` and `height` of an image in pixels. No two
 * providers count alike: this is how Anthropic does
 * (https://docs.anthropic.com/en/docs/build-with-claude/vision#calculate-image-costs), which is among the most.
 */
export function fileTokens({
  mediaType,
  width,
  height,
}: {
  mediaType: string
  width: number | null
  height: number | null
}): number {
  if (!mediaType.startsWith('image/')) return perPage
  if (width === null || height === null) return mostForImage
  return Math.min(mostForImage, Math.ceil((width * height) / pixelsPerToken))
}
