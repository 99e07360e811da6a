'use client'

import { useEffect, type ReactNode } from 'react'

import type { LiveAnswerProps } from '@/components/chat/render-live-answer'
import { loadLiveAnswer, useLiveAnswer } from '@/components/chat/use-live-answer'

/** An answer rendered in the browser; until the code for that is here, as the server rendered it, or its text as it came. */
export function LiveAnswer({ stored, ...props }: LiveAnswerProps & { stored?: ReactNode }) {
  const render = useLiveAnswer()
  useEffect(() => void loadLiveAnswer(), [])
  if (render) return render(props)
  return (
    stored ?? (
      <p className="whitespace-pre-wrap">
        {props.parts.map((part) => part.type === 'text' && part.text)}
      </p>
    )
  )
}
