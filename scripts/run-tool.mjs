import { spawn } from 'node:child_process'
import { root, toolEnv } from './environment.mjs'

const TAIL_LINES = 40

/** A tool that ended with an error; `output` holds the last lines that it wrote. */
export class ToolFailure extends Error {
  constructor(command, reason, output) {
    super(`${command} ${reason}`)
    this.output = output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
  }
}

/**
 * Runs a command to its end, in the repository's root. Its output is collected, or with `show` passed on as it
 * comes. Rejects with a ToolFailure when it cannot start or does not end with 0. A signal to this process ends
 * the command first.
 */
export function runTool(command, args, { env = toolEnv(), show = false, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (chunk) => (output += chunk)
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)

    let received = null
    const stop = (signal) => {
      received = signal
      child.kill(signal)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    const release = () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    }
    child.on('error', (error) => {
      release()
      reject(new ToolFailure(command, `could not start: ${error.message}`, output))
    })
    child.on('close', (code, signal) => {
      release()
      if (received) process.exit(received === 'SIGINT' ? 130 : 143)
      if (code === 0) resolve(output)
      else
        reject(
          new ToolFailure(command, signal ? `ended by ${signal}` : `ended with ${code}`, output),
        )
    })
  })
}
