/**
 * How the production server's runtime is told to be content with little memory: a young generation of 24 MB instead of 48, a
 * collection when the heap has grown by 60 % instead of four times over, and a C library that gives freed memory back.
 * Measured idle: 275 MB without the first and the last, 240 MB with; after 1,000 turns 570 MB without the second, 436 with.
 */
export const leanMemory = {
  args: ['--max-semi-space-size=8', '--heap-growing-percent=60'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' },
}
