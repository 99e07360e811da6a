import type { NextConfig } from 'next'

const config: NextConfig = {
  output: process.env.SKEIN_STANDALONE === 'true' ? 'standalone' : undefined,
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pino'],
  outputFileTracingIncludes: {
    '/*': [
      './prisma/migrations/**/*',
      './node_modules/@electric-sql/pglite/dist/**/*',
      './node_modules/@electric-sql/pglite/package.json',
    ],
  },
  turbopack: { root: import.meta.dirname },
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  rewrites: async () => [{ source: '/chat', destination: '/api/chat' }],
}

export default config
