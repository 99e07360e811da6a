'use client'

import { Code, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { CodeBlock, type CodeBlockProps } from '@/components/chat/code-block'
import { useDiagram } from '@/components/chat/diagram/use-diagram'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'

/**
 * A diagram as a picture, in which nothing runs and nothing is fetched. Until it is drawn, on demand, and when it cannot be
 * drawn, its source.
 */
export default function DiagramBlock({ language, code }: CodeBlockProps) {
  const t = useTranslations('chat.diagram')
  const [showsSource, setShowsSource] = useState(false)
  const diagram = useDiagram(code)
  const picture = diagram === 'failed' ? null : diagram

  const download = async () => {
    const { downloadText } = await import('@/components/ui/download-text')
    if (picture) downloadText(picture.svg, 'diagram.svg', 'image/svg+xml')
  }

  return (
    <div data-diagram={picture ? 'drawn' : (diagram ?? 'waiting')}>
      {picture && (
        <figure className="border-line bg-surface overflow-hidden rounded-md border">
          <figcaption className="text-caption text-ink-muted coarse:h-11 flex h-9 items-center gap-0.5 pr-1 pl-4 font-mono">
            <span className="min-w-0 flex-1 truncate">{language}</span>
            <IconButton
              label={t(showsSource ? 'hideSource' : 'showSource')}
              size="small"
              tip="none"
              icon={<Code size={16} aria-hidden />}
              aria-expanded={showsSource}
              onClick={() => setShowsSource(!showsSource)}
            />
            <IconButton
              label={t('download')}
              size="small"
              tip="none"
              icon={<Download size={16} aria-hidden />}
              onClick={() => void download()}
            />
            <CopyButton label={t('copy')} size="small" tip="none" getText={() => picture.svg} />
          </figcaption>
          <div
            tabIndex={0}
            role="group"
            aria-label={t('name')}
            className="overflow-x-auto p-4 pt-1"
          >
            {/* eslint-disable-next-line @next/next/no-img-element -- drawn in this page */}
            <img src={picture.address} alt={t('name')} data-drawn className="mx-auto max-w-full" />
          </div>
        </figure>
      )}
      {(!picture || showsSource) && (
        <div className={picture ? 'mt-2' : undefined}>
          <CodeBlock language={language} code={code} />
        </div>
      )}
      {diagram === 'failed' && <p className="text-label text-ink-muted mt-1.5">{t('failed')}</p>}
    </div>
  )
}
