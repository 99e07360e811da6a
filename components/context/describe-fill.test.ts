import { describe, expect, it } from 'vitest'

import { describeFill } from '@/components/context/describe-fill'
import { english } from '@/e2e/support/in-english'

const t = english('context')

const fill = (used: number, error: { code: string; message: string } | null = null) =>
  describeFill(
    {
      budget: { window: 10_000, answer: 1000, head_room: 500, input: 8500, used, calibration: 1 },
      error,
    },
    t,
  )

describe('describeFill', () => {
  it('says how full the window is', () => {
    expect(fill(3400)).toEqual({
      label: 'Context: 34 % of the window used',
      percent: 34,
      needsCare: false,
    })
  })

  it('warns from four fifths of what may be sent', () => {
    expect(fill(6799).needsCare).toBe(false)
    expect(fill(6800)).toMatchObject({
      needsCare: true,
      label: 'Context: 68 % of the window used, nearly full',
    })
  })

  it('says what cannot be sent', () => {
    const tooLarge = fill(20_000, { code: 'context_too_large', message: 'Too large.' })
    expect(tooLarge).toMatchObject({ percent: 100, needsCare: true })
    expect(tooLarge.label).toContain('too large to send')
  })

  it('shows a trace of the least and nothing of nothing', () => {
    expect(fill(1).percent).toBeGreaterThan(1)
    expect(fill(0).percent).toBe(0)
    expect(describeFill(null, t)).toEqual({ label: 'Context', percent: 0, needsCare: false })
  })
})
