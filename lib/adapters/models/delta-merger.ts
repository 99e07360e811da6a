import {
  deltaTemplate,
  fillTemplate,
  matchTemplate,
  type DeltaTemplate,
} from '@/lib/adapters/models/delta-template'

type Run = { template: DeltaTemplate; values: string[]; first: string; count: number }

const rememberedTemplates = 4
const lineEnd = /[\r\n]/

/** The data of an event that is one `data:` line, else null. */
function dataOf(event: string): string | null {
  let start = 0
  while (event[start] === '\n' || event[start] === '\r') start++
  if (!event.startsWith('data:', start)) return null
  start += event[start + 5] === ' ' ? 6 : 5
  let end = event.length
  while (event[end - 1] === '\n' || event[end - 1] === '\r') end--
  return event.slice(start, end)
}

/**
 * Joins deltas that follow each other and have one shape; everything else goes through untouched,
 * in its place. The first delta of each choice and kind is not held back.
 */
export class DeltaMerger {
  readonly #templates: DeltaTemplate[] = []
  readonly #seen = new Set<string>()
  #run: Run | null = null
  #output = ''

  get isHolding(): boolean {
    return this.#run !== null
  }

  push(event: string): void {
    const json = dataOf(event)
    const match = json === null ? null : this.#match(json)
    if (!match) {
      this.flush()
      this.#output += event
    } else if (this.#run?.template === match.template) {
      this.#join(this.#run, match.values)
    } else {
      this.flush()
      this.#begin(event, match)
    }
  }

  /** Text that belongs to no event: it ends what is held. */
  pass(text: string): void {
    this.flush()
    this.#output += text
  }

  flush(): void {
    const run = this.#run
    if (!run) return
    this.#run = null
    this.#output +=
      run.count === 1 ? run.first : `data: ${fillTemplate(run.template, run.values)}\n\n`
  }

  takeOutput(): string {
    const output = this.#output
    this.#output = ''
    return output
  }

  #begin(event: string, { template, values }: { template: DeltaTemplate; values: string[] }) {
    if (this.#seen.has(template.key)) {
      this.#run = { template, values, first: event, count: 1 }
    } else {
      this.#seen.add(template.key)
      this.#output += event
    }
  }

  #join(run: Run, values: string[]) {
    run.count++
    for (let index = 0; index < values.length; index++) {
      const before = run.template.gaps[index] === 'joined' ? run.values[index]! : ''
      run.values[index] = before + values[index]
    }
  }

  #match(json: string): { template: DeltaTemplate; values: string[] } | null {
    for (const template of this.#templates) {
      const values = matchTemplate(template, json)
      if (values) return { template, values }
    }
    if (lineEnd.test(json)) return null
    const template = deltaTemplate(json)
    const values = template && matchTemplate(template, json)
    if (!template || !values) return null
    this.#templates.unshift(template)
    this.#templates.length = Math.min(this.#templates.length, rememberedTemplates)
    return { template, values }
  }
}
