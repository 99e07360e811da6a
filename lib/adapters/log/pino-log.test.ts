import { APICallError } from '@ai-sdk/provider'
import { expect, it } from 'vitest'

import { describeError } from '@/lib/adapters/log/pino-log'

it('tells nothing of what an error carries along', () => {
  const error = new APICallError({
    message: 'Bad gateway',
    url: 'https://provider.example',
    requestBodyValues: { prompt: 'a secret' },
    responseBody: 'a secret',
    cause: new Error('a secret'),
  })
  expect(describeError(error)).toMatchObject({ name: 'AI_APICallError', message: 'Bad gateway' })
  expect(JSON.stringify(describeError(error))).not.toContain('a secret')
  expect(JSON.stringify(describeError('a secret'))).not.toContain('a secret')
})
