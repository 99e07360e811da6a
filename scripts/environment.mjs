import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root, wherever a script is called from. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

export const isCi = process.env.CI === 'true' || process.env.CI === '1'

/** Where `next build` writes: the same rule as in next.config.ts. */
export const distDir = () => path.join(root, process.env.NEXT_DIST_DIR || '.next')

/** Reads `.env` into process.env; what is set already stays. */
export function loadEnvFile() {
  const file = path.join(root, '.env')
  if (typeof process.loadEnvFile === 'function' && existsSync(file)) process.loadEnvFile(file)
}

/** The environment of every tool that the scripts start. */
export const toolEnv = (extra = {}) => ({
  ...process.env,
  CHECKPOINT_DISABLE: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  ...extra,
})
