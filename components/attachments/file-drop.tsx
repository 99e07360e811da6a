'use client'

import { Suspense, useEffect, useEffectEvent, useState } from 'react'

import { lazyPart } from '@/components/ui/lazy-part'

const DropHint = lazyPart(() => import('@/components/attachments/drop-hint'))

/** Takes files that are dropped anywhere on the page, and says so while they are held over it. */
export default function FileDrop({
  hint,
  onFiles,
}: {
  /** Null where no files are taken, which is said of those that are dropped. */
  hint: string | null
  onFiles: (files: readonly File[]) => void
}) {
  const [isOver, setOver] = useState(false)
  const take = useEffectEvent(onFiles)

  useEffect(() => {
    const leave = new AbortController()
    const on = (type: 'dragover' | 'dragleave' | 'drop', listen: (event: DragEvent) => void) =>
      document.addEventListener(type, (event) => hasFiles(event) && listen(event), leave)
    on('dragover', (event) => {
      // Else the browser would open the file in place of the page.
      event.preventDefault()
      setOver(document.querySelector('dialog[open]') === null)
    })
    on('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false)
    })
    on('drop', (event) => {
      event.preventDefault()
      setOver(false)
      if (document.querySelector('dialog[open]') === null)
        take([...(event.dataTransfer?.files ?? [])])
    })
    return () => leave.abort()
  }, [])

  return (
    isOver &&
    hint !== null && (
      <Suspense>
        <DropHint hint={hint} />
      </Suspense>
    )
  )
}

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
