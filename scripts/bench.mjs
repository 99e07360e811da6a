import { existsSync } from 'node:fs'
import path from 'node:path'
import { root, toolEnv } from './environment.mjs'
import { prepare } from './prepare.mjs'
import { runTool } from './run-tool.mjs'
import { Advice, runScript } from './step.mjs'

await runScript(async () => {
  const script = path.join(root, 'bench/run.ts')
  if (!existsSync(script)) throw new Advice('There is no bench/run.ts in this checkout.')
  const { node } = await prepare({ build: true })
  await runTool(node, [script, ...process.argv.slice(2)], { env: toolEnv(), show: true })
})
