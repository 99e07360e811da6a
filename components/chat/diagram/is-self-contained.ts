/**
 * Whether a diagram names nothing that a browser would fetch while it is drawn: pictures, style rules with addresses, and
 * escapes that could hide either. A link is no such thing: in a picture it leads nowhere.
 */
export const isSelfContained = (source: string): boolean =>
  ![
    /\b(?:url|src|image|image-set|-webkit-image-set|cross-fade)\s*\(/i,
    /@import|@font-face|@namespace/i,
    /["']?\b(?:img|image|sprite|icon)\b["']?\s*:/i,
    /\\(?:[0-9a-f]|u|x)/i,
    /<!|&#/,
  ].some((pattern) => pattern.test(source))
