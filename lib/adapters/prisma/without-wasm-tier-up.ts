import { setFlagsFromString } from 'node:v8'

/**
 * Runs `compile` so that the WebAssembly it compiles stays with V8's baseline compiler. PostgreSQL has functions so large
 * that optimising them takes 500 MB for seconds, and buys a tenth of a query's time.
 */
export async function withoutWasmTierUp<T>(compile: () => Promise<T>): Promise<T> {
  setFlagsFromString('--no-wasm-tier-up')
  setFlagsFromString('--no-wasm-dynamic-tiering')
  setFlagsFromString('--liftoff-only')
  try {
    return await compile()
  } finally {
    setFlagsFromString('--no-liftoff-only')
    setFlagsFromString('--wasm-tier-up')
    setFlagsFromString('--wasm-dynamic-tiering')
  }
}
