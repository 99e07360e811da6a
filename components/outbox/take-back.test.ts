import { describe, expect, it, vi } from 'vitest'

import { english } from '@/e2e/support/in-english'
import { ThreadChat } from '@/components/chat/thread-chat'
import { takeBack } from '@/components/outbox/take-back'

describe('a message that the server has not taken', () => {
  it.each([0, 1])(
    'is taken back with all that it asks side by side, by answer %i',
    async (index) => {
      const outbox = { keep: vi.fn(), drop: vi.fn() }
      const chat = new ThreadChat({
        threadId: 'thread',
        isStored: true,
        settings: { title: '', model: 'x/one', systemPrompt: null },
        request: () => new Promise(() => undefined),
        nameOf: (id) => id,
        t: english('chat'),
        onActivity: vi.fn(),
        onStored: vi.fn(),
        onReturned: vi.fn(),
        outbox,
        pause: () => Promise.resolve(),
        schedule: (draw) => draw(),
      })
      chat.send('Hello', { models: ['x/one', 'x/two'] })
      const keys = chat.getState().turns.map(({ key }) => key)
      const refresh = vi.fn()
      expect(await takeBack(chat, keys[index] ?? '', refresh)).toBe(true)
      expect(chat.getState().turns).toEqual([])
      expect(outbox.drop).toHaveBeenCalledWith(keys[0])
      expect(refresh).not.toHaveBeenCalled()
    },
  )
})
