'use client'

import { Download, WrapText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'

import { CodePieces } from '@/components/chat/code/code-pieces'
import { splitCode } from '@/components/chat/code/split-code'
import { useNearScreen } from '@/components/chat/code/use-near-screen'
import { CopyButton } from '@/components/ui/copy-button'
import { IconButton } from '@/components/ui/icon-button'
import { lazyPart } from '@/components/ui/lazy-part'

const ColouredCode = lazyPart(() => import('@/components/chat/code/coloured-code'))

export type CodeBlockProps = {
  language: string | null
  code: string
  /** Whether more of it is to come. */
  isGrowing?: boolean
}

/** Code in the colours of its language, which come once it is near the screen, with what can be done with it. */
export function CodeBlock({ language, code, isGrowing = false }: CodeBlockProps) {
  const t = useTranslations('chat.code')
  const [figure, isNear] = useNearScreen<HTMLElement>()
  const [isWrapped, setWrapped] = useState(false)
  const plain = <CodePieces pieces={splitCode(code)} />

  const download = async () => {
    const [{ downloadText }, { codeFileName }] = await Promise.all([
      import('@/components/ui/download-text'),
      import('@/components/chat/code/languages'),
    ])
    downloadText(code, codeFileName(language))
  }

  return (
    <figure
      ref={figure}
      data-code
      className="border-line bg-sunken overflow-hidden rounded-md border"
    >
      <figcaption className="text-caption text-ink-muted coarse:h-11 flex h-9 items-center gap-0.5 pr-1 pl-4 font-mono">
        <span className="min-w-0 flex-1 truncate">{language ?? t('plain')}</span>
        <IconButton
          label={t('wrap')}
          size="small"
          tip="none"
          icon={<WrapText size={16} aria-hidden />}
          aria-pressed={isWrapped}
          onClick={() => setWrapped(!isWrapped)}
          className="aria-pressed:text-accent!"
          data-needs-script
        />
        <IconButton
          label={t('download')}
          size="small"
          tip="none"
          icon={<Download size={16} aria-hidden />}
          onClick={() => void download()}
          data-needs-script
        />
        <CopyButton label={t('copy')} size="small" tip="none" getText={() => code} />
      </figcaption>
      {/* A block that scrolls has to be reachable by keyboard. */}
      <pre tabIndex={0} data-wrapped={isWrapped || undefined} className="pt-0! -outline-offset-2">
        <code>
          {isNear && language ? (
            <Suspense fallback={plain}>
              <ColouredCode {...{ code, language, isGrowing }} />
            </Suspense>
          ) : (
            plain
          )}
        </code>
      </pre>
    </figure>
  )
}
