/** Carries the name by which a page was asked for, and which is not Skein's, from the proxy to what says so. */
export const unknownHostHeader = 'x-skein-unknown-host'
