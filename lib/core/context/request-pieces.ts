/** A piece of a request body: as it stands, the place of a text in the list of texts, or a file in base64 by its id. */
export type Piece = string | number | { file: string }

type Span = { start: number; end: number }
type Placed = Span & { index: number }

/** Where request bodies carry what people, models and tools wrote; a role or a model's name is never taken for a text. */
const keysOfTexts = new Set([
  'content',
  'text',
  'arguments',
  'input',
  'output',
  'instructions',
  'prompt',
  'system',
])

/** How texts are told apart that share one string. */
const separator = '\\n\\n'

/** Stands for a file in a body: a control character is never part of JSON as it is. */
const mark = (place: number) => `\u0001${place}\u0001`

/** `cutBody` for a body that carries files as well, by their ids in base64, each as often as it is there. */
export function cutBodyWithFiles(
  body: string,
  texts: readonly string[],
  files: ReadonlyMap<string, string>,
): Piece[] {
  const carried = [...files].filter(([, base64]) => base64 !== '')
  const marked = carried.reduce(
    (rest, [, base64], place) => rest.replaceAll(base64, () => mark(place)),
    body,
  )
  return cutBody(marked, texts).flatMap((piece) =>
    typeof piece === 'string' ? piecesOf(piece, carried) : [piece],
  )
}

const piecesOf = (marked: string, files: readonly (readonly [id: string, base64: string])[]) =>
  marked.split('\u0001').flatMap((part, index): Piece[] => {
    if (index % 2 === 1) return [{ file: files[Number(part)]?.[0] ?? '' }]
    return part === '' ? [] : [part]
  })

/**
 * Cuts a JSON request body into the texts it carries, each in the order in which `texts` has them, and what stands between.
 * A text that is not found stays part of a string. `rebuildBody` with the same texts gives the body back in any case.
 */
export function cutBody(body: string, texts: readonly string[]): Piece[] {
  const escaped = texts.map(escape)
  const values = valuesOfTexts(body)
  const pieces: Piece[] = []
  let end = 0
  for (const placed of fillGaps(align(body, values, escaped), { body, values, escaped })) {
    if (placed.start > end) pieces.push(body.slice(end, placed.start))
    pieces.push(placed.index)
    end = placed.end
  }
  if (end < body.length) pieces.push(body.slice(end))
  return pieces
}

/** The body that was cut; null when a text or a file that it needs is gone. */
export function rebuildBody(
  pieces: readonly Piece[],
  texts: readonly (string | null)[],
  files: ReadonlyMap<string, string> = new Map(),
): string | null {
  let body = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      body += piece
    } else if (typeof piece === 'object') {
      const base64 = files.get(piece.file)
      if (base64 === undefined) return null
      body += base64
    } else {
      const text = texts[piece] ?? null
      if (text === null) return null
      body += escape(text)
    }
  }
  return body
}

const escape = (text: string) => JSON.stringify(text).slice(1, -1)

/** The strings of a JSON text that may hold texts, without their quotes. */
function valuesOfTexts(body: string): Span[] {
  const values: Span[] = []
  let key: string | null = null
  for (let quote = body.indexOf('"'); quote >= 0;) {
    const start = quote + 1
    const end = endOfString(body, start)
    if (/^\s*:/.test(body.slice(end + 1, end + 10))) key = body.slice(start, end)
    else if (key !== null && keysOfTexts.has(key)) values.push({ start, end })
    quote = body.indexOf('"', end + 1)
  }
  return values
}

function endOfString(body: string, start: number): number {
  for (let end = body.indexOf('"', start); end >= 0; end = body.indexOf('"', end + 1)) {
    let backslashes = 0
    while (body[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end
  }
  return body.length
}

/**
 * Walks texts and values side by side. Where they disagree, it goes on at the pair that skips the fewest of both, so that
 * a text that is not in the body, or only in another form, does not cost the ones after it.
 */
function align(body: string, values: readonly Span[], escaped: readonly string[]): Placed[] {
  const order = escaped.flatMap((text, index) => (text === '' ? [] : [index]))
  const placed: Placed[] = []
  let text = 0
  let value = 0
  let skipped = 0
  while (skipped < order.length - text + values.length - value) {
    let found: Placed[] = []
    let skippedTexts = Math.min(skipped, order.length - text - 1) + 1
    while (found.length === 0 && skippedTexts-- > 0) {
      const span = values[value + skipped - skippedTexts]
      if (!span) break
      found = textsOf(span, { body, order, escaped, first: text + skippedTexts })
    }
    if (found.length > 0) {
      placed.push(...found)
      text += skippedTexts + found.length
      value += skipped - skippedTexts + 1
      skipped = 0
    } else {
      skipped++
    }
  }
  return placed
}

/** The texts that a value begins with, one after the other; the last one ends where the value or a paragraph does. */
function textsOf(
  span: Span,
  lists: { body: string; order: readonly number[]; escaped: readonly string[]; first: number },
): Placed[] {
  const { body, order, escaped, first } = lists
  const textAt = (place: number) => escaped[order[place] ?? -1]
  const stands = (place: number, start: number) => {
    const text = textAt(place)
    return text !== undefined && start + text.length <= span.end && body.startsWith(text, start)
  }
  const found: Placed[] = []
  let whole = 0
  let start = span.start
  for (let place = first; stands(place, start); place++) {
    const end = start + (textAt(place)?.length ?? 0)
    const isParagraph = body.startsWith(separator, end) && end < span.end
    found.push({ index: order[place] ?? 0, start, end })
    if (end === span.end || isParagraph) whole = found.length
    start = isParagraph && stands(place + 1, end + separator.length) ? end + separator.length : end
  }
  return found.slice(0, whole)
}

/** Shorter texts stand in the midst of a longer one by chance. */
const shortestInside = 16

/** Looks between the texts that were found for those that were not: in the midst of a value. */
function fillGaps(
  placed: readonly Placed[],
  { body, values, escaped }: { body: string; values: readonly Span[]; escaped: readonly string[] },
): Placed[] {
  const all: Placed[] = []
  let value = 0
  let start = 0
  let index = 0
  for (const next of [...placed, { index: escaped.length, start: body.length, end: body.length }]) {
    while ((values[value]?.end ?? body.length) < start) value++
    for (; index < next.index; index++) {
      const text = escaped[index] ?? ''
      if (text.length < shortestInside) continue
      for (let at = value; (values[at]?.start ?? body.length) < next.start; at++) {
        const from = Math.max(values[at]?.start ?? 0, start)
        const found = body.slice(from, Math.min(values[at]?.end ?? 0, next.start)).indexOf(text)
        if (found < 0) continue
        start = from + found + text.length
        all.push({ index, start: from + found, end: start })
        value = at
        break
      }
    }
    if (next.index < escaped.length) all.push(next)
    index = next.index + 1
    start = next.end
  }
  return all
}
