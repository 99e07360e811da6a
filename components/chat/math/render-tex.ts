import katex from 'katex'

const maxLength = 4000

/** A formula as HTML, in which nothing but text comes from its source; null when it cannot be read. */
export function renderTex(tex: string, isDisplayed: boolean): string | null {
  if (tex.length > maxLength) return null
  try {
    return katex.renderToString(tex, {
      displayMode: isDisplayed,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 300,
    })
  } catch {
    return null
  }
}
