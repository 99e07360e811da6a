import type { UseChatHelpers, UseChatOptions } from 'ai-sdk-react-1'
import { JSDOM } from 'jsdom'

export type RenderedChat = {
  /** The hook's result of the latest render. */
  readonly current: UseChatHelpers
  /** What the page shows: a line for each message. */
  lines(): string[]
  unmount(): Promise<void>
}

/**
 * Renders `useChat` of AI SDK 4 in a page of its own, as React does it in a browser. One at a time: React finds its page
 * by the globals.
 */
export async function renderUseChat(options: UseChatOptions): Promise<RenderedChat> {
  const { window } = new JSDOM('<main></main>', { url: 'http://localhost/' })
  const globals = { window, document: window.document }
  Object.assign(globalThis, globals)
  // React looks for the page when it is loaded.
  const [{ createElement }, { flushSync }, { createRoot }, { useChat }] = await Promise.all([
    import('react'),
    import('react-dom'),
    import('react-dom/client'),
    import('ai-sdk-react-1'),
  ])
  let current = {} as UseChatHelpers
  function Chat() {
    current = useChat(options)
    return current.messages.map(({ id, role, content }) =>
      createElement('p', { key: id }, `${role}: ${content}`),
    )
  }
  const main = window.document.querySelector('main') as HTMLElement
  const root = createRoot(main)
  flushSync(() => root.render(createElement(Chat)))
  return {
    get current() {
      return current
    },
    lines: () => [...main.querySelectorAll('p')].map(({ textContent }) => textContent ?? ''),
    async unmount() {
      flushSync(() => root.unmount())
      // What React has scheduled still looks for its page.
      await new Promise((resolve) => setImmediate(resolve))
      window.close()
      for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name)
    },
  }
}
