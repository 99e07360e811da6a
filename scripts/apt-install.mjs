import { existsSync } from 'node:fs'
import { runTool, ToolFailure } from './run-tool.mjs'
import { toolEnv } from './environment.mjs'
import { runStep } from './step.mjs'

const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Installs Debian packages when this is Debian and we are root; says whether it did. */
export async function aptInstall(packages) {
  if (!canInstall()) return false
  const env = toolEnv({ DEBIAN_FRONTEND: 'noninteractive' })
  try {
    await runStep(`Installing ${packages.join(', ')} (apt-get)`, async () => {
      await runTool('apt-get', ['update', '-q'], { env })
      await runTool('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
        env,
      })
    })
    return true
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    console.error(error.output)
    return false
  }
}
