type Sample = { name: string; labels: Record<string, string>; value: number }

export type Metrics = {
  samples: Sample[]
  has(name: string, labels?: Record<string, string>): boolean
  /** The value of a sample with exactly these labels; 0 when nothing was counted under them yet. */
  value(name: string, labels?: Record<string, string>): number
}

const sampleShape = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (NaN|[+-]?Inf|[-+\d.eE]+)$/
const labelShape = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/
const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped']

const keyOf = (name: string, labels: Record<string, string>) =>
  `${name} ${JSON.stringify(Object.entries(labels).toSorted())}`

/** Reads Prometheus' text format; throws an Error that names the line or histogram that is not in it. */
export function readMetrics(text: string): Metrics {
  if (!text.endsWith('\n')) throw new Error('The last line is not ended.')
  const kinds = new Map<string, string>()
  const found = new Map<string, Sample>()
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [hash, word, name = '', kind = ''] = line.split(' ')
    if (hash === '#' && word === 'TYPE') {
      if (kinds.has(name) || !types.includes(kind)) throw new Error(line)
      kinds.set(name, kind)
    } else if (!line.startsWith('#')) {
      const sample = readSample(line)
      const key = keyOf(sample.name, sample.labels)
      if (found.has(key) || !familyOf(sample.name, kinds)) throw new Error(line)
      found.set(key, sample)
    }
  }
  const samples = [...found.values()]
  for (const [name, kind] of kinds) if (kind === 'histogram') checkHistogram(name, samples)
  return {
    samples,
    has: (name, labels = {}) => found.has(keyOf(name, labels)),
    value: (name, labels = {}) => found.get(keyOf(name, labels))?.value ?? 0,
  }
}

function readSample(line: string): Sample {
  const [, name, list = '', value] = sampleShape.exec(line) ?? []
  if (!name || !value) throw new Error(`No sample: ${line}`)
  const labels: Record<string, string> = {}
  for (let rest = list; rest !== '';) {
    const [pair, label, text] = labelShape.exec(rest) ?? []
    if (!pair || !label || text === undefined || label in labels) throw new Error(`Labels: ${line}`)
    labels[label] = text
    rest = rest.slice(pair.length)
  }
  return { name, labels, value: Number(value.replace('Inf', 'Infinity')) }
}

const familyOf = (name: string, kinds: Map<string, string>) =>
  kinds.has(name) || kinds.get(name.replace(/_(bucket|sum|count)$/, '')) === 'histogram'

/** Buckets grow with their bound, the last one holds everything. */
function checkHistogram(name: string, samples: Sample[]) {
  const counts = samples.filter((sample) => sample.name === `${name}_count`)
  for (const { labels, value } of counts) {
    const buckets = samples
      .filter((sample) => sample.name === `${name}_bucket`)
      .filter((sample) => Object.entries(labels).every(([key, is]) => sample.labels[key] === is))
      .map((sample) => ({ at: Number(sample.labels.le?.replace('Inf', 'Infinity')), ...sample }))
      .toSorted((a, b) => a.at - b.at)
    const isGrowing = buckets.every((bucket, n) => n === 0 || bucket.value >= buckets[n - 1]!.value)
    if (!isGrowing || buckets.at(-1)?.at !== Infinity || buckets.at(-1)?.value !== value) {
      throw new Error(`${name} ${JSON.stringify(labels)} does not add up.`)
    }
  }
}
