import { BytePairs, longestPiece } from '@/lib/core/context/byte-pairs'

/** How many tokens a text has, as o200k_base counts. Special tokens in it count as the plain text they are. */
export type TokenCounter = (text: string) => number

/** UTF-16 units of the texts whose counts are kept, with what an entry costs besides. */
const memoRoom = 2_000_000
const memoOverhead = 64

let counter: Promise<TokenCounter> | undefined

/** Loads the vocabulary when first called: some 45 MB, which is why nothing imports it at the start. */
export function loadTokenCounter(): Promise<TokenCounter> {
  counter ??= load()
  return counter
}

async function load(): Promise<TokenCounter> {
  const [{ default: tokens }, { O200K_TOKEN_SPLIT_REGEX: pattern }] = await Promise.all([
    import('gpt-tokenizer/bpeRanks/o200k_base'),
    import('gpt-tokenizer/encodingParams/constants'),
  ])
  const pairs = new BytePairs(tokens)
  return memoise((text) => {
    let count = 0
    for (const slice of slices(text)) {
      for (const [piece] of slice.text.matchAll(pattern)) count += pairs.count(piece)
      if (!slice.isExact) count++
    }
    return count
  }, memoRoom)
}

/**
 * Cuts a text where its tokens end anyway: before a single space. Where a run has none, it is cut between two characters,
 * and a token is added for the one that may have been joined there, so that a count is never too low.
 */
export function* slices(text: string): Generator<{ text: string; isExact: boolean }> {
  let start = 0
  while (text.length - start > longestPiece) {
    const untilSpace = /^[^]*\S(?= \S)/.exec(text.slice(start, start + longestPiece + 2))?.[0]
      .length
    const end = start + (untilSpace ?? lengthOfWhole(text.slice(start, start + longestPiece)))
    yield { text: text.slice(start, end), isExact: untilSpace !== undefined }
    start = end
  }
  yield { text: text.slice(start), isExact: true }
}

/** Without a last half of a character. */
const lengthOfWhole = (text: string) => text.length - (/[\ud800-\udbff]$/.test(text) ? 1 : 0)

/** Keeps the counts of the texts that were last asked for, as many as have room: a history is counted anew each turn. */
export function memoise(count: TokenCounter, room: number): TokenCounter {
  const kept = new Map<string, number>()
  const costOf = (text: string) => text.length + memoOverhead
  let left = room
  return (text) => {
    const known = kept.get(text)
    const tokens = known ?? count(text)
    if (known !== undefined) {
      kept.delete(text)
      kept.set(text, known)
    } else if (costOf(text) <= room) {
      kept.set(text, tokens)
      left -= costOf(text)
    }
    for (const oldest of kept.keys()) {
      if (left >= 0) break
      kept.delete(oldest)
      left += costOf(oldest)
    }
    return tokens
  }
}
