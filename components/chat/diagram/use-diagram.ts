'use client'

import { useEffect, useState } from 'react'

import { useColorScheme } from '@/components/chat/diagram/use-color-scheme'

export type Diagram = { svg: string; address: string }

/** The picture of a diagram: null until it is drawn, 'failed' when it cannot be. */
export function useDiagram(source: string): Diagram | 'failed' | null {
  const scheme = useColorScheme()
  const [drawn, setDrawn] = useState<Diagram | 'failed' | null>(null)

  useEffect(() => {
    let address: string | null = null
    let isGone = false
    import('@/components/chat/diagram/draw-diagram')
      .then(({ drawDiagram }) => drawDiagram(source, scheme))
      .then((svg) => {
        if (isGone) return
        address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
        setDrawn({ svg, address })
      })
      .catch(() => isGone || setDrawn('failed'))
    return () => {
      isGone = true
      if (address) URL.revokeObjectURL(address)
    }
  }, [source, scheme])

  return drawn
}
