import { isValidElement, type ComponentProps, type ReactNode } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

import { CodeBlock } from '@/components/chat/code-block'
import { authorLevel, levelHeadings } from '@/components/chat/heading-levels'
import { textOf, unnestLinks } from '@/components/chat/markdown-links'
import { OutsideLink } from '@/components/chat/parts/outside-link'
import { Picture } from '@/components/chat/parts/picture'
import { isDataPicture, outsideAddress, webAddress } from '@/lib/core/thread/outside-address'

export type MarkdownProps = {
  text: string
  /** Unique on the page; keeps the footnotes of two texts apart. */
  id: string
  /** The level of the last heading before this text. */
  afterLevel?: number
}

/** A text of a model as HTML. Its own HTML is shown as text, and nothing is loaded from elsewhere. */
export function Markdown({ text, id, afterLevel = authorLevel }: MarkdownProps) {
  const prefix = `${id}-`
  return (
    <ReactMarkdown
      components={components}
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[[levelHeadings, { after: afterLevel }], unnestLinks]}
      remarkRehypeOptions={{ clobberPrefix: prefix }}
      urlTransform={(url, attribute) => admitUrl(url, attribute, prefix)}
    >
      {text}
    </ReactMarkdown>
  )
}

const components: Components = {
  a: ({ node, href = '', children, id, className, ...rest }) =>
    href.startsWith('#') ? (
      <a href={href} id={id} className={className} aria-label={rest['aria-label']}>
        {children}
      </a>
    ) : (
      <OutsideLink href={href} text={node ? textOf(node) : ''}>
        {children}
      </OutsideLink>
    ),
  img: ({ src, alt }) => <Picture src={typeof src === 'string' ? src : ''} alt={alt ?? ''} />,
  table: ({ children }) => (
    <div
      role="group"
      aria-label="Table"
      // A table that scrolls has to be reachable by keyboard.
      tabIndex={0}
      className="border-line overflow-x-auto rounded-md border -outline-offset-1"
    >
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => <CodeBlock {...readCode(children)} />,
  input: (props) => <input {...checkbox(props)} />,
}

/** The address if it may stand there, else nothing: `OutsideLink` and `Picture` then show the text alone. */
function admitUrl(url: string, attribute: string, prefix: string): string {
  if (attribute === 'src') return isDataPicture(url) ? url : (webAddress(url)?.href ?? '')
  if (attribute !== 'href') return ''
  const isFootnote = [`#${prefix}fn-`, `#${prefix}fnref-`].some((start) => url.startsWith(start))
  return isFootnote ? url : (outsideAddress(url)?.href ?? '')
}

function readCode(children: ReactNode): { language: string | null; code: string } {
  const { className = '', children: code } = isValidElement<ComponentProps<'code'>>(children)
    ? children.props
    : {}
  const language = /language-(\S+)/.exec(className)?.[1] ?? null
  return { language, code: String(code ?? '').replace(/\n$/, '') }
}

const checkbox = ({ checked }: ComponentProps<'input'>) => ({
  type: 'checkbox' as const,
  checked: Boolean(checked),
  disabled: true,
  'aria-label': checked ? 'Done' : 'To do',
})
