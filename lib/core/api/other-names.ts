/** Other addresses for the same things, as the documents that Skein unites name them. The order counts. */
export const otherNames: readonly { source: string; destination: string }[] = [
  { source: '/chat', destination: '/api/chat' },
  { source: '/threads', destination: '/api/threads' },
  { source: '/threads/:path*', destination: '/api/threads/:path*' },
  { source: '/messages/:id', destination: '/api/messages/:id' },
  { source: '/api/v1/conversations', destination: '/api/threads' },
  { source: '/api/v1/conversations/:id', destination: '/api/threads/:id?include=messages' },
  { source: '/api/v1/conversations/:path*', destination: '/api/threads/:path*' },
  { source: '/api/v1/models', destination: '/api/models' },
  { source: '/api/v1/user/profile', destination: '/api/user/profile' },
  { source: '/api/chat/history', destination: '/api/threads' },
  { source: '/api/chat/:id', destination: '/api/threads/:id' },
  { source: '/api/chat/:id/messages', destination: '/api/threads/:id/messages' },
]
