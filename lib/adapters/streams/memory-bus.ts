import { EventEmitter } from 'node:events'

import type { Bus } from '@/lib/core/ports'

/** A bus within this process. */
export function createMemoryBus(): Bus {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  return {
    publish: (topic, id) => void emitter.emit(topic, id),
    subscribe(topic, listener) {
      emitter.on(topic, listener)
      return () => emitter.off(topic, listener)
    },
    close: async () => void emitter.removeAllListeners(),
  }
}
