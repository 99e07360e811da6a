import { useTranslations } from 'next-intl'
import { isValidElement, type ComponentProps, type ComponentType, type ReactNode } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'

import { FencedBlock } from '@/components/chat/fenced-block'
import { authorLevel, levelHeadings } from '@/components/chat/heading-levels'
import { textOf, unnestLinks } from '@/components/chat/markdown-links'
import { MarkdownTable } from '@/components/chat/markdown-table'
import type { FormulaProps } from '@/components/chat/math/formula'
import { prepareMath } from '@/components/chat/math/prepare-math'
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

/**
 * Makes what shows a text of a model as HTML, given how it shows a formula. The text's own HTML is shown as text, and nothing
 * is loaded from elsewhere.
 */
export function markdownWith(Formula: ComponentType<FormulaProps>) {
  const components = componentsWith(Formula)
  return function Markdown({ text, id, afterLevel = authorLevel }: MarkdownProps) {
    const t = useTranslations('chat.parts')
    const prefix = `${id}-`
    return (
      <ReactMarkdown
        components={components}
        remarkPlugins={[remarkGfm, [remarkMath, { singleDollarTextMath: false }]]}
        rehypePlugins={[[levelHeadings, { after: afterLevel }], unnestLinks]}
        remarkRehypeOptions={{
          clobberPrefix: prefix,
          footnoteLabel: t('footnotes'),
          footnoteBackLabel: (reference, again) =>
            t('backToReference', {
              reference: again > 1 ? `${reference + 1}-${again}` : `${reference + 1}`,
            }),
        }}
        urlTransform={(url, attribute) => admitUrl(url, attribute, prefix)}
      >
        {prepareMath(text)}
      </ReactMarkdown>
    )
  }
}

const componentsWith = (Formula: ComponentType<FormulaProps>): Components => ({
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
  table: ({ children }) => <MarkdownTable>{children}</MarkdownTable>,
  code: ({ className, children }) =>
    className?.split(' ').includes('math-inline') ? (
      <Formula tex={String(children)} />
    ) : (
      <code className={className}>{children}</code>
    ),
  pre: ({ children }) => {
    const { language, code } = readCode(children)
    return language === 'math' ? (
      <Formula tex={code} isDisplayed />
    ) : (
      <FencedBlock language={language} code={code} />
    )
  },
  input: ({ checked }) => <TaskBox isDone={Boolean(checked)} />,
})

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

function TaskBox({ isDone }: { isDone: boolean }) {
  const t = useTranslations('chat.parts')
  return (
    <input type="checkbox" checked={isDone} disabled aria-label={t(isDone ? 'done' : 'toDo')} />
  )
}
