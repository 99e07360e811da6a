import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

import { otherNames } from './lib/core/api/other-names'

/**
 * Asks V8 to compile the code that every page begins with while it comes, beside the page, instead of function by function
 * when it is called (https://v8.dev/blog/explicit-compile-hints).
 */
async function compileEarly({ distDir }: { distDir: string }) {
  const manifest = await readFile(path.join(distDir, 'build-manifest.json'), 'utf8')
  const { rootMainFiles } = JSON.parse(manifest) as { rootMainFiles: string[] }
  await Promise.all(
    rootMainFiles.map(async (name) => {
      const file = path.join(distDir, name)
      await writeFile(file, `//# allFunctionsCalledOnLoad\n${await readFile(file, 'utf8')}`)
    }),
  )
}

const config: NextConfig = {
  output: process.env.SKEIN_STANDALONE === 'true' ? 'standalone' : undefined,
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Bundled, these would be kept once for each route.
  serverExternalPackages: [
    '@ai-sdk/openai',
    '@ai-sdk/openai-compatible',
    '@ai-sdk/provider',
    '@electric-sql/pglite',
    '@openrouter/ai-sdk-provider',
    '@prisma/adapter-pg',
    '@prisma/client',
    'ai',
    'gpt-tokenizer',
    'pg',
    'pg-boss',
    'pglite-prisma-adapter',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
  ],
  outputFileTracingIncludes: {
    '/*': [
      './prisma/migrations/**/*',
      './node_modules/@electric-sql/pglite/dist/**/*',
      './node_modules/@electric-sql/pglite/package.json',
    ],
  },
  compiler: { runAfterProductionCompile: compileEarly },
  // `npm test` checks the types; `npm start` need not do it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: import.meta.dirname,
    rules: {
      '**/lucide-react/dist/esm/icons/*.mjs': { loaders: ['./components/ui/icon-loader.mjs'] },
    },
  },
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  rewrites: async () => [...otherNames],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'referrer-policy', value: 'same-origin' },
        { key: 'x-frame-options', value: 'DENY' },
        // Else a browser asks for the hosts of all links in an answer by name, before anybody clicks.
        { key: 'x-dns-prefetch-control', value: 'off' },
        { key: 'cross-origin-opener-policy', value: 'same-origin' },
        {
          key: 'permissions-policy',
          value: 'camera=(), microphone=(self), geolocation=(), payment=(), usb=()',
        },
      ],
    },
    {
      source: '/:names(api|chat|threads|messages)/:path*',
      headers: [
        { key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" },
      ],
    },
    {
      source: '/api/files/:path*',
      headers: [
        {
          key: 'content-security-policy',
          value: "default-src 'none'; sandbox; frame-ancestors 'none'",
        },
      ],
    },
    ...['/shared/:path*', '/api/shared/:path*'].map((source) => ({
      source,
      headers: [
        { key: 'x-robots-tag', value: 'noindex, nofollow' },
        { key: 'cache-control', value: 'private, no-store' },
        // The address is a secret, which no page that is linked to may see.
        { key: 'referrer-policy', value: 'no-referrer' },
      ],
    })),
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'strict-transport-security', value: 'max-age=31536000' }],
    },
  ],
}

// Texts are compiled when the product is built, so that no parser of them is sent to the browser.
const withTexts = createNextIntlPlugin({
  experimental: {
    messages: { path: './messages', format: 'json', locales: 'infer', precompile: true },
  },
})

export default withTexts(config)
