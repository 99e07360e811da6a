/** The tokens of a byte pair encoding by rank: as text, or as bytes where they are no valid UTF-8. */
export type TokensByRank = readonly (string | readonly number[])[]

/** A pair in the heap is one small integer: its rank, then where it begins. */
const positions = 1 << 12
const none = -1

/** UTF-16 units, each at most three bytes. */
export const longestPiece = Math.floor((positions - 1) / 3)

/**
 * Counts byte pair tokens. A merge takes O(n log n) for n bytes, and the vocabulary some 5 MB in flat arrays. The counter of
 * gpt-tokenizer itself is quadratic, eight times slower on Chinese without spaces, and takes 15 MB more.
 */
export class BytePairs {
  readonly #encoder = new TextEncoder()
  /** All tokens end to end; a token's bytes run from its offset to the next one. */
  readonly #vocabulary: Uint8Array
  readonly #offsets: Uint32Array
  /** Rank + 1 of the token at its hash, open addressing. */
  readonly #table: Int32Array
  /** Rank of every two bytes, the pairs that a merge begins with. */
  readonly #twoBytes = new Int32Array(1 << 16).fill(none)
  /** The piece at hand. */
  readonly #bytes = new Uint8Array(positions)
  /** Of the pair that begins at a byte: its rank, or `none`. */
  readonly #ranks = new Int32Array(positions)
  readonly #next = new Int32Array(positions)
  readonly #previous = new Int32Array(positions)
  /** The pairs to be joined, a binary heap; outdated ones are skipped when they come up. */
  readonly #heap = new Int32Array(positions * 3)
  #heapSize = 0

  constructor(tokens: TokensByRank) {
    if (tokens.length * positions > 2 ** 31) throw new RangeError('The vocabulary is too large.')

    const lengthOf = (token: string | readonly number[]) =>
      typeof token === 'string' ? token.length * 3 : token.length
    const vocabulary = new Uint8Array(tokens.reduce((sum, token) => sum + lengthOf(token), 0))
    this.#offsets = new Uint32Array(tokens.length + 1)
    let end = 0
    for (let rank = 0; rank < tokens.length; rank++) {
      const token = tokens[rank] ?? []
      if (typeof token === 'string') {
        end += this.#encoder.encodeInto(token, vocabulary.subarray(end)).written
      } else {
        vocabulary.set(token, end)
        end += token.length
      }
      this.#offsets[rank + 1] = end
    }
    this.#vocabulary = vocabulary.slice(0, end)

    this.#table = new Int32Array(1 << Math.ceil(Math.log2(tokens.length * 2 + 1)))
    for (let rank = 0; rank < tokens.length; rank++) {
      const [from, to] = [this.#offsets[rank] ?? 0, this.#offsets[rank + 1] ?? 0]
      if (to > from) this.#table[this.#slotOf(this.#vocabulary, from, to)] = rank + 1
      if (to - from === 2) this.#twoBytes[this.#twoAt(this.#vocabulary, from)] = rank
    }
  }

  /** The tokens of one match of the encoding's pattern. Throws for one that is longer than `longestPiece`. */
  count(piece: string): number {
    if (piece.length > longestPiece) throw new RangeError('The piece is too long.')
    const { written: length } = this.#encoder.encodeInto(piece, this.#bytes)
    if (length === 0) return 0
    return this.#rankOf(0, length) === none ? this.#merge(length) : 1
  }

  /** Joins the pair of the lowest rank, the leftmost of equals, until no pair is a token. */
  #merge(length: number): number {
    const next = this.#next
    const previous = this.#previous
    const ranks = this.#ranks
    this.#heapSize = 0
    for (let at = 0; at <= length; at++) {
      next[at] = at + 1
      previous[at] = at - 1
    }
    for (let at = 0; at < length; at++) this.#rankPair(at, length)

    let count = length
    while (this.#heapSize > 0) {
      const key = this.#pop()
      const at = key % positions
      if (ranks[at] !== Math.floor(key / positions)) continue
      const gone = next[at] ?? length
      const after = next[gone] ?? length
      ranks[gone] = none
      next[at] = after
      previous[after] = at
      count--
      this.#rankPair(at, length)
      if (at > 0) this.#rankPair(previous[at] ?? 0, length)
    }
    return count
  }

  #rankPair(at: number, length: number) {
    const middle = this.#next[at] ?? length
    const rank = middle < length ? this.#rankOf(at, this.#next[middle] ?? length) : none
    this.#ranks[at] = rank
    if (rank !== none) this.#push(rank * positions + at)
  }

  #push(key: number) {
    const heap = this.#heap
    let at = this.#heapSize++
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent] as number
      if (above <= key) break
      heap[at] = above
      at = parent
    }
    heap[at] = key
  }

  #pop(): number {
    const heap = this.#heap
    const lowest = heap[0] as number
    const size = --this.#heapSize
    const key = heap[size] as number
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child++
      if ((heap[child] as number) >= key) break
      heap[at] = heap[child] as number
      at = child
    }
    heap[at] = key
    return lowest
  }

  #twoAt(bytes: Uint8Array, at: number): number {
    return ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
  }

  #rankOf(from: number, to: number): number {
    if (to - from === 2) return this.#twoBytes[this.#twoAt(this.#bytes, from)] as number
    return (this.#table[this.#slotOf(this.#bytes, from, to)] ?? 0) - 1
  }

  /** Where the table has these bytes, or the free slot where it would have them. */
  #slotOf(bytes: Uint8Array, from: number, to: number): number {
    const mask = this.#table.length - 1
    let hash = 0x811c9dc5
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
    let slot = (hash ^ (hash >>> 15)) & mask
    for (;;) {
      const rank = (this.#table[slot] as number) - 1
      if (rank === none || this.#isToken(rank, bytes, from, to)) return slot
      slot = (slot + 1) & mask
    }
  }

  #isToken(rank: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#offsets[rank] as number
    if ((this.#offsets[rank + 1] as number) - start !== to - from) return false
    for (let at = from; at < to; at++) {
      if (this.#vocabulary[start + at - from] !== bytes[at]) return false
    }
    return true
  }
}
