import path from 'node:path'
import type { NextConfig } from 'next'

// It is built in bench/.work/next-pipe, three folders below the packages.
const config: NextConfig = {
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.join(import.meta.dirname, '../../..') },
}

export default config
