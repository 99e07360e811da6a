import { isValidElement, type ComponentProps, type ReactNode } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

import { CodeBlock } from '@/components/chat/code-block'
import { authorLevel, levelHeadings } from '@/components/chat/heading-levels'

export type MarkdownProps = {
  text: string
  /** Unique on the page; keeps the footnotes of two texts apart. */
  id: string
  /** The level of the last heading before this text. */
  afterLevel?: number
}

/** A text of a model as HTML. Its own HTML is shown as text, its images as links; nothing is loaded from elsewhere. */
export function Markdown({ text, id, afterLevel = authorLevel }: MarkdownProps) {
  return (
    <ReactMarkdown
      components={components}
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[[levelHeadings, { after: afterLevel }]]}
      remarkRehypeOptions={{ clobberPrefix: `${id}-` }}
    >
      {text}
    </ReactMarkdown>
  )
}

const components: Components = {
  a: ({ href, children, id, className, ...rest }) =>
    href?.startsWith('#') ? (
      <a href={href} id={id} className={className} aria-label={rest['aria-label']}>
        {children}
      </a>
    ) : (
      <OutsideLink href={href}>{children}</OutsideLink>
    ),
  img: ({ src, alt }) =>
    typeof src === 'string' && src !== '' ? (
      <OutsideLink href={src}>Image: {alt || src}</OutsideLink>
    ) : (
      alt
    ),
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

function OutsideLink({ href, children }: { href?: string; children: ReactNode }) {
  if (!href) return children
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
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
