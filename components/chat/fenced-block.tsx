'use client'

import { Suspense } from 'react'

import { CodeBlock, type CodeBlockProps } from '@/components/chat/code-block'
import { useNearScreen } from '@/components/chat/code/use-near-screen'
import { lazyPart } from '@/components/ui/lazy-part'

const DiagramBlock = lazyPart(() => import('@/components/chat/diagram/diagram-block'))

/** What stands in a fence: a diagram in the language of Mermaid, else code. */
export function FencedBlock(props: CodeBlockProps) {
  return props.language?.toLowerCase() === 'mermaid' ? (
    <DiagramOrSource {...props} />
  ) : (
    <CodeBlock {...props} />
  )
}

/** The source until it is complete and near the screen; what draws it is loaded then. */
function DiagramOrSource(props: CodeBlockProps) {
  const [place, isNear] = useNearScreen<HTMLDivElement>()
  const source = <CodeBlock {...props} />
  return (
    <div ref={place} data-fence="mermaid">
      {isNear && !props.isGrowing ? (
        <Suspense fallback={source}>
          <DiagramBlock {...props} />
        </Suspense>
      ) : (
        source
      )}
    </div>
  )
}
