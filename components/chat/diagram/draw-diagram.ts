import mermaid from 'mermaid'

import { isSelfContained } from '@/components/chat/diagram/is-self-contained'

export type ColorScheme = 'light' | 'dark'

/** Also what the words are measured in: a picture knows none of the page's own fonts. */
const fontFamily = 'ui-sans-serif, system-ui, sans-serif'
const directive = /%%\{[\s\S]*?\}%%/g

// Nothing of how a diagram is drawn is up to its source.
const secure = Object.keys(mermaid.mermaidAPI.defaultConfig)

let count = 0
let queue: Promise<unknown> = Promise.resolve()

/** Draws a diagram in the language of Mermaid as an SVG picture. Throws when its source cannot be read, or may not be drawn. */
export function drawDiagram(source: string, scheme: ColorScheme): Promise<string> {
  const drawn = queue.then(() => draw(source, scheme))
  queue = drawn.catch(() => undefined)
  return drawn
}

async function draw(source: string, scheme: ColorScheme): Promise<string> {
  if (!isSelfContained(source)) throw new Error('The diagram names what would be fetched.')
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    secure,
    suppressErrorRendering: true,
    theme: scheme === 'dark' ? 'dark' : 'neutral',
    fontFamily,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    maxTextSize: 20_000,
    maxEdges: 300,
  })
  const { svg } = await mermaid.render(`diagram-${++count}`, source.replaceAll(directive, ''))
  return withSize(svg)
}

/** Mermaid leaves the size to the page; a picture has one of its own. */
function withSize(svg: string): string {
  const { documentElement: root } = new DOMParser().parseFromString(svg, 'image/svg+xml')
  const [, , width, height] = (root.getAttribute('viewBox') ?? '').split(/\s+/)
  if (root.localName !== 'svg' || !width || !height) throw new Error('The diagram has no size.')
  root.setAttribute('width', width)
  root.setAttribute('height', height)
  root.removeAttribute('style')
  return new XMLSerializer().serializeToString(root)
}
