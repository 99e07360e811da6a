export const sectionNames = [
  'streams',
  'memory',
  'threads',
  'context',
  'transfer',
  'first-load',
  'lighthouse',
  'reading',
  'scrolling',
  'start',
] as const

export type SectionName = (typeof sectionNames)[number]

export type Options = {
  sections: readonly SectionName[]
  isQuick: boolean
  /** Whether Skein's CPU profile is kept while it streams. */
  isProfiling: boolean
}

const isSection = (name: string): name is SectionName =>
  (sectionNames as readonly string[]).includes(name)

/** Reads `--quick`, `--profile` and `--only <section>,<section>`. Throws an Error that says what is allowed. */
export function parseOptions(args: readonly string[]): Options {
  let sections: readonly SectionName[] = sectionNames
  let isQuick = false
  let isProfiling = false
  for (let at = 0; at < args.length; at++) {
    const [name, inline] = args[at]!.split('=', 2)
    if (name === '--quick') {
      isQuick = true
    } else if (name === '--profile') {
      isProfiling = true
    } else if (name === '--only') {
      const wanted = (inline ?? args[++at] ?? '').split(',').filter(Boolean)
      const unknown = wanted.filter((each) => !isSection(each))
      if (wanted.length === 0 || unknown.length > 0) {
        throw new Error(`--only takes some of ${sectionNames.join(',')}, not "${unknown}".`)
      }
      sections = sectionNames.filter((each) => wanted.includes(each))
    } else {
      throw new Error(
        `Unknown option ${args[at]}. There are --quick, --profile and --only <sections>.`,
      )
    }
  }
  return { sections, isQuick, isProfiling }
}
