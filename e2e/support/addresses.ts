/**
 * Where Playwright starts the upstream simulator and the production build. Not the ports of `npm run dev:upstream` and
 * `npm start`, so that both may run beside the tests.
 */
export const UPSTREAM_PORT = Number(process.env.E2E_UPSTREAM_PORT || 4910)
export const APP_PORT = Number(process.env.E2E_APP_PORT || 4110)
export const UPSTREAM_ORIGIN = `http://127.0.0.1:${UPSTREAM_PORT}`
export const APP_ORIGIN = `http://127.0.0.1:${APP_PORT}`
