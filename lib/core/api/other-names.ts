type OtherName = { source: string; destination: string }

/** Other addresses for the same things, as the documents that Skein unites name them. The first that fits counts. */
export const otherNames: readonly OtherName[] = [
  { source: '/chat', destination: '/api/chat' },
  { source: '/threads', destination: '/api/threads' },
  { source: '/threads/:path*', destination: '/api/threads/:path*' },
  { source: '/messages/:path*', destination: '/api/messages/:path*' },
  { source: '/api/v1/conversations', destination: '/api/threads' },
  { source: '/api/v1/conversations/:id', destination: '/api/threads/:id?include=messages' },
  { source: '/api/v1/conversations/:path*', destination: '/api/threads/:path*' },
  { source: '/api/v1/models', destination: '/api/models' },
  { source: '/api/v1/user/profile', destination: '/api/user/profile' },
  { source: '/api/chat/history', destination: '/api/threads' },
  { source: '/api/chat/:id', destination: '/api/threads/:id' },
  { source: '/api/chat/:id/messages', destination: '/api/threads/:id/messages' },
]

const placeholder = /:\w+/g
const everything = ':path*'

const withQuery = otherNames.flatMap(({ source, destination }) => {
  const [, query] = destination.split('?')
  if (!query) return []
  const shape = new RegExp(`^${source.replaceAll(placeholder, '[^/]+')}$`)
  return [{ shape, query: Object.fromEntries(new URLSearchParams(query)) }]
})

/** The query that a name stands for. Next hands a handler the address as it was asked, without what a rewrite adds. */
export const queryOfName = (pathname: string): Record<string, string> =>
  withQuery.find(({ shape }) => shape.test(pathname))?.query ?? {}

/** The other addresses of an operation's path, its parameters in braces as there. */
export function otherAddresses(path: string): string[] {
  const names = otherNames.flatMap(({ source, destination }) => {
    const [target = ''] = destination.split('?')
    if (target.endsWith(everything)) {
      const prefix = target.slice(0, -everything.length)
      return path.startsWith(prefix) ? [source.replace(everything, path.slice(prefix.length))] : []
    }
    const shape = path.replaceAll(/\{\w+\}/g, ':id')
    return target === shape ? [source.replaceAll(':id', '{id}')] : []
  })
  return [...new Set(names)]
}
