/** An error that is meant for the person at the terminal: what went wrong and what to do about it. */
export class Advice extends Error {}

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/**
 * Runs one named step of work: a line when it starts, the duration when it is done. On a terminal the elapsed
 * seconds tick in place; elsewhere a long step gives a sign of life every 30 s.
 */
export async function runStep(title, work) {
  const started = Date.now()
  const elapsed = () => Date.now() - started
  const live = Boolean(process.stdout.isTTY)
  const line = `• ${title} …`
  process.stdout.write(live ? line : `${line}\n`)
  const sign = live
    ? () => process.stdout.write(`\r${line}  ${Math.round(elapsed() / 1000)} s`)
    : () => console.log(`  still at it after ${Math.round(elapsed() / 1000)} s`)
  const timer = setInterval(sign, live ? 1000 : 30_000)
  const end = (text) => process.stdout.write(live ? `\r${line}  ${text}\n` : `  ${text}\n`)
  try {
    const result = await work()
    end(`done in ${seconds(elapsed())}`)
    return result
  } catch (error) {
    end(`failed after ${seconds(elapsed())}`)
    throw error
  } finally {
    clearInterval(timer)
  }
}

export const skipStep = (title) => console.log(`• ${title}`)

/** Runs a script's main function and turns its failure into a message and exit code 1. */
export async function runScript(main) {
  try {
    const code = await main()
    process.exitCode = code ?? 0
  } catch (error) {
    console.error(error instanceof Advice ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
