/** Carries the address of a page, with its query, from the proxy to what renders it. */
export const pagePathHeader = 'x-skein-page-path'
