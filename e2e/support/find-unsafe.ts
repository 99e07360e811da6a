/**
 * What of the rendered messages under an element could run, load or lead astray: an allow list of elements and attributes, so
 * that whatever is not known is found. Stands alone, since it also runs inside of a page.
 */
export function findUnsafe(root: Element): string[] {
  const elements = new Set(
    `article header section div p span bdi strong em del sup br hr h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd
    figure figcaption pre code details summary table thead tbody tr th td a img input button svg`.split(
      /\s+/,
    ),
  )
  const attributes = new Set(
    `class id title href target rel src alt type checked disabled start role tabindex open decoding
    dir`.split(/\s+/),
  )
  const pictures = /^data:image\/(png|jpeg|gif|webp);base64,[\w+/]+=*$/
  const found: string[] = []

  const isLink = (link: Element) => {
    const href = link.getAttribute('href') ?? ''
    if (/^#[\w-]+-fn(ref)?-/.test(href)) return true
    const rel = (link.getAttribute('rel') ?? '').split(' ')
    return (
      /^(https?:\/\/|mailto:)/.test(href) &&
      link.getAttribute('target') === '_blank' &&
      ['noopener', 'noreferrer', 'nofollow'].every((word) => rel.includes(word)) &&
      link.parentElement?.closest('a') === null
    )
  }
  const isMenu = (element: Element) => element.getAttribute('role') === 'menu'
  const isAttribute = (element: Element, { name, value }: Attr) => {
    if (name.startsWith('data-') || name.startsWith('aria-')) return true
    if (name === 'style') return /^text-align: ?(left|right|center);?$/.test(value)
    if (name === 'src' && element.hasAttribute('data-drawn')) return value.startsWith('blob:http')
    if (name === 'src') return element.localName === 'img' && pictures.test(value)
    if (name === 'href') return element.localName === 'a' && isLink(element)
    if (name === 'id' && isMenu(element)) return /^_[rR]_\w+_$/.test(value)
    if (name === 'popover') return isMenu(element)
    if (name === 'popovertarget') return element.getAttribute('aria-haspopup') === 'menu'
    if (name === 'id') return /^[\w-]+-fn(ref)?-/.test(value)
    if (name === 'type') return ['button', 'checkbox'].includes(value)
    return attributes.has(name)
  }
  const formulaElements = new Set(
    `span math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover
    mtable mtr mtd mstyle mpadded mphantom menclose svg path line`.split(/\s+/),
  )
  /** What KaTeX makes: boxes with sizes and colours, and the same in MathML; nothing that leads or loads. */
  const isFormula = (element: Element) =>
    formulaElements.has(element.localName) &&
    [...element.attributes].every(({ name, value }) =>
      name === 'style'
        ? !/url|image|position: ?fixed|expression|@|\\/i.test(value)
        : !/^(on|href|src|xlink|id$)/i.test(name),
    )
  const isOurIcon = (element: Element) => element.closest('svg.lucide') !== null

  for (const element of root.querySelectorAll('*')) {
    const name = element.localName
    if (element.closest('.formula .katex')) {
      if (!isFormula(element)) found.push(element.outerHTML.slice(0, 200))
      continue
    }
    if (isOurIcon(element)) {
      if (/^(script|image|use|style|a|animate|foreignobject)$/i.test(name)) found.push(`<${name}>`)
      const active = [...element.attributes].find((attribute) => /^on|href/i.test(attribute.name))
      if (active) found.push(`<${name} ${active.name}>`)
      continue
    }
    if (!elements.has(name)) found.push(`<${name}>`)
    for (const attribute of element.attributes) {
      if (!isAttribute(element, attribute)) {
        found.push(`<${name} ${attribute.name}="${attribute.value.slice(0, 200)}">`)
      }
    }
  }
  return found
}
