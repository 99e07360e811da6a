import { type ServerResponse } from 'node:http'
import { type Writable } from 'node:stream'
import { type Generation } from './generation.ts'
import { type EndingKind, endingOf } from './script.ts'
import { SplitOutput } from './split-output.ts'
import { type Ticker, type Ticking } from './ticker.ts'
import { ChunkWriter, keepAlive } from './wire.ts'

const unlimitedBatch = 128

export interface StreamEvents {
  onSent: (tokens: number) => void
  /** The script's own end was reached, be it good or bad. */
  onEnd: () => void
}

/** Plays one generation on one response: comments, delay, pace, holds and ends. */
export class StreamPlayer implements Ticking {
  readonly #response: ServerResponse
  /** The response, or what stands before it. */
  readonly #output: Writable
  readonly #generation: Generation
  readonly #writer: ChunkWriter
  readonly #ticker: Ticker
  readonly #events: StreamEvents
  readonly #ending: ReturnType<typeof endingOf>
  readonly #timers: NodeJS.Timeout[] = []
  #holdAt: number | undefined
  #isHeld = false
  #isOver = false
  #pacedFrom = 0
  #tokensBefore = 0

  constructor(input: {
    response: ServerResponse
    generation: Generation
    ticker: Ticker
    events: StreamEvents
  }) {
    this.#response = input.response
    const { splitBytes } = input.generation.script
    this.#output = splitBytes ? new SplitOutput(input.response, splitBytes) : input.response
    // The client may leave between two pieces; the response's own close tells of it.
    this.#output.on('error', () => this.stop())
    this.#generation = input.generation
    this.#writer = new ChunkWriter(input.generation)
    this.#ticker = input.ticker
    this.#events = input.events
    this.#ending = endingOf(input.generation.script)
    this.#holdAt = input.generation.script.holdAfterTokens
  }

  get model(): string {
    return this.#generation.model
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  start() {
    const { comments = 0, firstTokenDelayMs = 0 } = this.#generation.script
    this.#response.flushHeaders()
    for (let n = 0; n < comments; n++) {
      this.#after((firstTokenDelayMs * n) / comments, () => this.#write(keepAlive))
    }
    this.#after(firstTokenDelayMs, () => this.#run())
  }

  /** Goes on after a hold. */
  release() {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#holdAt = undefined
    this.#run()
  }

  /** Sends nothing more. */
  stop() {
    this.#isOver = true
    this.#timers.forEach(clearTimeout)
    this.#ticker.delete(this)
  }

  tick(now: number) {
    const rate = this.#generation.script.tokensPerSecond ?? 0
    const due = this.#tokensBefore + 1 + Math.floor(((now - this.#pacedFrom) * rate) / 1000)
    if (due > this.#generation.tokens) this.#send(due - this.#generation.tokens)
  }

  #after(delayMs: number, act: () => void) {
    if (delayMs <= 0) act()
    else this.#timers.push(setTimeout(act, delayMs))
  }

  #run() {
    if (!this.#generation.script.tokensPerSecond) return this.#runUnlimited()
    this.#pacedFrom = performance.now()
    this.#tokensBefore = this.#generation.tokens
    this.#send(1)
    if (!this.#isOver && !this.#isHeld) this.#ticker.add(this)
  }

  #runUnlimited() {
    const hasRoom = this.#send(unlimitedBatch)
    if (this.#isOver || this.#isHeld) return
    if (hasRoom) setImmediate(() => this.#runUnlimited())
    else this.#output.once('drain', () => this.#runUnlimited())
  }

  #send(count: number): boolean {
    if (this.#isOver) return false
    const generation = this.#generation
    let out = ''
    for (let n = 0; n < count; n++) {
      if (generation.tokens === this.#holdAt) {
        this.#hold()
        break
      }
      if (generation.tokens === this.#ending?.after) {
        this.#breakOff(out, this.#ending.kind)
        return false
      }
      const delta = generation.next()
      if (delta === null) {
        this.#end(out + this.#writer.end())
        return false
      }
      out += this.#writer.delta(delta)
    }
    return this.#write(out)
  }

  #write(out: string): boolean {
    if (this.#isOver || out === '') return true
    const hasRoom = this.#output.write(out)
    this.#events.onSent(this.#generation.tokens)
    return hasRoom
  }

  #hold() {
    this.#isHeld = true
    this.#ticker.delete(this)
  }

  #end(out: string) {
    this.#write(out)
    this.stop()
    this.#events.onEnd()
    this.#output.end()
  }

  #breakOff(out: string, kind: EndingKind) {
    switch (kind) {
      case 'error':
        return this.#end(out + this.#writer.error())
      case 'truncate':
        return this.#end(out)
      case 'die':
        this.#write(out)
        this.stop()
        this.#events.onEnd()
        // The empty write comes after all that was sent, so every token before the end arrives.
        this.#output.write('', () => this.#response.destroy())
        return
      case 'silent':
        this.#write(out)
        this.stop()
    }
  }
}
