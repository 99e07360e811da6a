import { expect, it } from 'vitest'

import { describeLosses } from '@/components/context/tell-switch'
import { english } from '@/e2e/support/in-english'
import type { ContextPreview } from '@/lib/core/context/context'

const message = '019a0000-0000-7000-8000-000000000001'
const omission = {
  kind: 'history' as const,
  first_message_id: message,
  last_message_id: message,
  messages: 2,
  in_summary: false,
}

it('says what a model does not get, but not what no model gets', () => {
  const preview = {
    omitted: [
      { ...omission, reason: 'budget' },
      { ...omission, reason: 'empty' },
    ],
    conversions: [
      { message_id: message, what: 'image', how: 'as_text' },
      { message_id: message, what: 'reasoning', how: 'left_out' },
    ],
  } as unknown as ContextPreview
  expect(describeLosses(preview, english('context'))).toEqual([
    '2 older messages do not fit and are left out.',
    'Images of 1 message are replaced by a note: the model does not take them.',
  ])
})
