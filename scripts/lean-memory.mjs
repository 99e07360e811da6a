/**
 * How the production server's runtime is told to be content with little memory: a young generation of 24 MB instead of 48,
 * and a C library that gives freed memory back. Measured idle: 275 MB without, 240 MB with.
 */
export const leanMemory = {
  args: ['--max-semi-space-size=8'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' },
}
