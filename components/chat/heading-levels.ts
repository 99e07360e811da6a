/** Below the heading that names the author of a message. */
export const authorLevel = 2

/** Which level a Markdown heading gets, so that a page's outline has no gaps whatever an answer contains. */
export const headingLevel = (depth: number, previous: number): number =>
  Math.min(Math.max(authorLevel + 1, depth + 1), previous + 1, 6)

type Node = {
  type: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: Node[]
}

/** A rehype plugin: headings continue the outline from `after`; `data-depth` keeps what the author meant. */
export function levelHeadings({ after }: { after: number }) {
  return (tree: Node) => {
    let previous = after
    const visit = (node: Node) => {
      const depth = node.tagName?.match(/^h([1-6])$/)?.[1]
      if (depth) {
        previous = headingLevel(Number(depth), previous)
        node.tagName = `h${previous}`
        // The heading over footnotes has the same id in every text.
        node.properties = { className: node.properties?.className, dataDepth: depth }
      }
      node.children?.forEach(visit)
    }
    visit(tree)
  }
}
