import { Writable } from 'node:stream'

/**
 * Passes bytes on in pieces of `size`, one for each turn of the event loop: node joins writes of
 * the same turn into one HTTP chunk, and the client would see them whole.
 */
export class SplitOutput extends Writable {
  readonly #target: Writable
  readonly #size: number

  constructor(target: Writable, size: number) {
    super({ decodeStrings: true })
    this.#target = target
    this.#size = size
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void) {
    const pass = (at: number, error?: Error | null) => {
      if (error || at >= bytes.length) return done(error)
      const piece = bytes.subarray(at, at + this.#size)
      this.#target.write(piece, (failure) => setImmediate(pass, at + this.#size, failure))
    }
    pass(0)
  }

  override _final(done: () => void) {
    this.#target.end(done)
  }
}
