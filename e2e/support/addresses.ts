/** How many tests run at once; each worker has a server and an upstream simulator of its own. */
export const WORKERS = Number(process.env.E2E_WORKERS || 3)

export type Addresses = { app: number; upstream: number }

/**
 * The ports on which Playwright starts the production build and the upstream simulator of a worker. Not those of
 * `npm start` and `npm run dev:upstream`, so that both may run beside the tests.
 */
export const portsOf = (worker: number): Addresses => ({
  app: Number(process.env.E2E_APP_PORT || 4110) + worker,
  upstream: Number(process.env.E2E_UPSTREAM_PORT || 4910) + worker,
})

export const originOf = (port: number) => `http://127.0.0.1:${port}`

const { app, upstream } = portsOf(Number(process.env.TEST_PARALLEL_INDEX ?? 0))
export const APP_PORT = app
export const UPSTREAM_ORIGIN = originOf(upstream)
export const APP_ORIGIN = originOf(app)
