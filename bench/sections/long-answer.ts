const prose = (n: number) =>
  `This part looks at question ${n} of the whole, *slowly* and from two sides. What **holds** for the beginning does not always
hold for the end, as [the notes](https://example.org/notes/${n}) say; \`value${n}\` is where to look first. Practice teaches more
than any manual, and whoever begins with a small example and lets it grow will see why.`

const list = (n: number) => `- the first thing about ${n}, in a line of its own
- the second, with \`code\` and **weight**
  - a thought below it
  - another one, $x_{${n}} < y$
1. then one step
2. then the next`

const formula = (
  n: number,
) => `It follows that $a_${n}^2 + b^2 = c^2$ and so, for every \\(k > ${n}\\),

$$
\\sum_{k=1}^{${n + 1}} \\frac{1}{k^2} \\le \\int_0^{${n + 1}} \\sqrt{1 + x^2} \\, dx
$$`

const table = (n: number) =>
  [
    '| name | what it is | value | since |',
    '| --- | --- | ---: | :-: |',
    ...Array.from(
      { length: 8 },
      (_, row) => `| \`part${n}.${row}\` | what part ${row} is for | ${n * row} | v${row}.${n} |`,
    ),
  ].join('\n')

const typescript = (n: number) =>
  [
    '```ts',
    `export class Store${n}<Value> {`,
    '  readonly #values = new Map<string, Value>()',
    ...Array.from({ length: 8 }, (_, at) =>
      [
        '',
        `  /** Reads value ${at} and says what it found. */`,
        `  async read${at}(key: string, fallback: Value | null = null): Promise<Value | null> {`,
        `    const found = this.#values.get(\`\${key}:${at}\`) ?? fallback`,
        `    if (found === null) throw new Error('nothing at ' + key + ' ${n * at}')`,
        '    return found',
        '  }',
      ].join('\n'),
    ),
    '}',
    '```',
  ].join('\n')

const python = (n: number) => `\`\`\`python
def measure_${n}(values: list[float], *, limit: int = ${n}) -> dict[str, float]:
    """What the values tell, at most so many of them."""
    kept = [value for value in values if value is not None][:limit]
    total = sum(kept)
    return {"mean": total / max(len(kept), 1), "limit": limit}  # never divides by nothing
\`\`\``

const section = (n: number) =>
  [
    `## Part ${n}`,
    prose(n),
    list(n),
    typescript(n),
    prose(n + 1),
    table(n),
    formula(n),
    python(n),
  ].join('\n\n')

/** As the simulator cuts a text. */
const words = /\s*\S+/g

/** An answer in Markdown of this many tokens of the simulator: prose, lists, code, tables and formulas in turns. */
export function writeLongAnswer(tokens: number): string {
  const pieces: string[] = []
  for (let n = 1; pieces.length < tokens; n++) {
    pieces.push(...(`${n === 1 ? '' : '\n\n'}${section(n)}`.match(words) ?? []))
  }
  return pieces.slice(0, tokens).join('')
}
