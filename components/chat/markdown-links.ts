type Node = {
  type: string
  tagName?: string
  value?: string
  properties?: Record<string, unknown>
  children?: Node[]
}

/** What a reader sees of a node. */
export function textOf(node: Node): string {
  if (node.type === 'text') return node.value ?? ''
  return (node.children ?? []).map(textOf).join('')
}

/**
 * A rehype plugin: inside a link, a picture becomes its description and another link (of a footnote) its text. HTML has no
 * links within links; a browser would make other elements of them than React expects.
 */
export function unnestLinks() {
  return (tree: Node) => visit(tree, false)
}

function visit(node: Node, isInLink: boolean) {
  if (!node.children) return
  const isLink = isInLink || node.tagName === 'a'
  for (const child of node.children) visit(child, isLink)
  if (isLink) node.children = node.children.flatMap(withoutLink)
}

function withoutLink(node: Node): Node[] {
  if (node.tagName === 'img') return [{ type: 'text', value: String(node.properties?.alt ?? '') }]
  return node.tagName === 'a' ? (node.children ?? []) : [node]
}
