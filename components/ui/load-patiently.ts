/** Tries while the server is there, after which something else must be wrong. */
const mostTries = 3
const lookMs = 3000

/** Fetches code. While the server cannot be reached it waits: what cannot be fetched now must not end the page. */
export async function loadPatiently<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let tries = 1; ;) {
    try {
      return await load()
    } catch (error) {
      if (await isServerThere()) {
        if (tries === mostTries) throw error
        await pause(tries * 500)
        tries++
      } else {
        await Promise.race([connection(), serverToBeThere()])
      }
    }
  }
}

const isServerThere = async (): Promise<boolean> =>
  navigator.onLine !== false &&
  fetch('/api/health/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

async function serverToBeThere(): Promise<void> {
  do await pause(lookMs)
  while (!(await isServerThere()))
}

const connection = () =>
  new Promise((resolve) => addEventListener('online', resolve, { once: true }))

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
