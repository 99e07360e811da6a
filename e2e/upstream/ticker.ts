export interface Ticking {
  tick(now: number): void
}

const periodMs = 4

/** One timer for all paced streams; it runs only while there are some. */
export class Ticker {
  readonly #members = new Set<Ticking>()
  #timer: NodeJS.Timeout | undefined

  add(member: Ticking) {
    this.#members.add(member)
    this.#timer ??= setInterval(() => this.#tick(), periodMs)
  }

  delete(member: Ticking) {
    this.#members.delete(member)
    if (this.#members.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #tick() {
    const now = performance.now()
    for (const member of this.#members) member.tick(now)
  }
}
