/** Where Playwright starts the upstream simulator and the production build. */
export const UPSTREAM_PORT = 4900
export const APP_PORT = 4110
export const UPSTREAM_ORIGIN = `http://127.0.0.1:${UPSTREAM_PORT}`
export const APP_ORIGIN = `http://127.0.0.1:${APP_PORT}`
