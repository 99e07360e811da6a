export type ContextPoint = {
  /** The place of the answer in its thread. */
  message: number
  /** Tokens of the request. */
  sent: number
  /** Tokens that all messages so far have. */
  replay: number
}

export type ContextCycle = { from: number; to: number; mean: number }

const width = 880
const left = 108
const right = 24
const plotWidth = width - left - right

const style = `
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #3d4450 }
  .title { font-size: 16px; font-weight: 600; fill: #14171c }
  .name { font-weight: 600 }
  .ground { fill: #ffffff }
  .grid { stroke: #dfe3e8; stroke-width: 1 }
  .axis { stroke: #8a93a0; stroke-width: 1 }
  .replay { stroke: #c2410c; fill: none; stroke-width: 2.5 }
  .replay-name { fill: #b23a0a }
  .sent { fill: #0f6e84; fill-opacity: 0.45 }
  .sent-line { stroke: #0f6e84; fill: none; stroke-width: 1.5 }
  .mean { stroke: #0f6e84; fill: none; stroke-width: 2.5 }
  .sent-name { fill: #0b5a6c }
  .band { fill: #0f6e84; fill-opacity: 0.1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #b4bcc8 }
    .title { fill: #f1f3f6 }
    .ground { fill: #14171c }
    .grid { stroke: #2b313a }
    .axis { stroke: #6b7480 }
    .replay { stroke: #fb923c }
    .replay-name { fill: #fdba74 }
    .sent { fill: #4cc3dc }
    .sent-line, .mean { stroke: #4cc3dc }
    .sent-name { fill: #7dd8ea }
    .band { fill: #4cc3dc; fill-opacity: 0.14 }
  }`

const whole = (value: number) => Math.round(value).toLocaleString('en')
const round = (value: number) => value.toFixed(1)

type Panel = { top: number; height: number; y: (tokens: number) => number; ticks: number[] }

/** The ticks 0, s, 2s, … for a round step s, so that about four of them reach up to the most. */
function roundTicks(most: number): number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough)! * power
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step)
}

const text = (x: number, y: number, words: string, attributes = '') =>
  `<text x="${round(x)}" y="${round(y)}" ${attributes}>${words}</text>`

const polyline = (name: string, points: [number, number][]) =>
  `<polyline class="${name}" points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}"/>`

function frame({ top, height, y, ticks }: Panel, x: (message: number) => number, most: number) {
  const bottom = top + height
  const messages = roundTicks(most).filter((message) => message <= most)
  return [
    ...ticks.flatMap((tick) => [
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(tick))}" y2="${round(y(tick))}"/>`,
      text(left - 10, y(tick) + 4, whole(tick), 'text-anchor="end"'),
    ]),
    `<line class="axis" x1="${left}" x2="${width - right}" y1="${bottom}" y2="${bottom}"/>`,
    ...messages.map((message) =>
      text(x(message), bottom + 20, whole(message), 'text-anchor="middle"'),
    ),
    text(left + plotWidth / 2, bottom + 42, 'messages in the thread', 'text-anchor="middle"'),
    text(
      22,
      top + height / 2,
      'input tokens of a turn',
      `text-anchor="middle" transform="rotate(-90 22 ${round(top + height / 2)})"`,
    ),
  ].join('\n')
}

/** An SVG of two charts: what each turn sent beside full replay (logarithmic), and the former alone with its band. */
export function contextChart(input: {
  points: ContextPoint[]
  /** Mean input of each cycle after the first ones, which the band is about. */
  cycles: ContextCycle[]
  mean: number
  /** The share by which a cycle's mean may differ from the mean. */
  tolerance: number
}): string {
  const { points, cycles, mean, tolerance } = input
  const last = points.at(-1)!
  const x = (message: number) => left + (plotWidth * message) / last.message

  const highest = Math.ceil(Math.log10(Math.max(...points.map(({ replay }) => replay))))
  const upper = { top: 70, height: 230 }
  const decades = Array.from({ length: highest }, (_, n) => 10 ** (n + 1))
  const upperPanel: Panel = {
    ...upper,
    y: (tokens) =>
      upper.top + upper.height * (1 - (Math.log10(Math.max(tokens, 10)) - 1) / (highest - 1)),
    ticks: decades,
  }
  const lower = { top: 440, height: 190 }
  const ticks = roundTicks(Math.max(...points.map(({ sent }) => sent), mean * (1 + tolerance)))
  const lowerPanel: Panel = {
    ...lower,
    y: (tokens) => lower.top + lower.height * (1 - tokens / ticks.at(-1)!),
    ticks,
  }

  const line = (panel: Panel, pick: (point: ContextPoint) => number): [number, number][] =>
    points.map((point) => [x(point.message), panel.y(pick(point))])
  const means = cycles.flatMap(({ from, to, mean }): [number, number][] => [
    [x(from), lowerPanel.y(mean)],
    [x(to), lowerPanel.y(mean)],
  ])
  const bandTop = lowerPanel.y(mean * (1 + tolerance))
  const bandHeight = lowerPanel.y(mean * (1 - tolerance)) - bandTop
  const bandFrom = x(cycles[0]?.from ?? 0)
  const percent = Math.round(100 * tolerance)

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 700" width="${width}" height="700" role="img" aria-labelledby="title description">
<title id="title">Input tokens of each turn of a thread of ${whole(last.message)} messages</title>
<desc id="description">Full replay grows to ${whole(last.replay)} tokens a turn. Skein sends ${whole(mean)} on average, and no cycle's mean leaves a narrow band.</desc>
<style>${style}
</style>
<rect class="ground" width="100%" height="100%" rx="8"/>
${text(left, 34, 'What a turn sends, beside replaying the whole thread', 'class="title"')}
${text(left, 54, 'logarithmic scale')}
${frame(upperPanel, x, last.message)}
${polyline(
  'replay',
  line(upperPanel, ({ replay }) => replay),
)}
${polyline(
  'sent-line',
  line(upperPanel, ({ sent }) => sent),
)}
${text(x(last.message) - 8, upperPanel.y(last.replay) + 28, `full replay: ${whole(last.replay)} at the end`, 'class="name replay-name" text-anchor="end"')}
${text(x(last.message) - 8, upperPanel.y(mean) + 38, `Skein: ${whole(mean)} on average`, 'class="name sent-name" text-anchor="end"')}
${text(left, 404, 'What Skein sends', 'class="title"')}
${text(left, 424, `each turn (dots), the mean of each 20 messages (line), ±${percent} % of the mean after the first ${whole((cycles[0]?.from ?? 1) - 1)} messages (band)`)}
${frame(lowerPanel, x, last.message)}
<rect class="band" x="${round(bandFrom)}" width="${round(x(last.message) - bandFrom)}" y="${round(bandTop)}" height="${round(bandHeight)}"/>
${points.map(({ message, sent }) => `<circle class="sent" r="1.8" cx="${round(x(message))}" cy="${round(lowerPanel.y(sent))}"/>`).join('\n')}
${polyline('mean', means)}
</svg>
`
}
