/** The value below which `share` (0 to 1) of the values lie, by the nearest rank; NaN for none. */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? Number.NaN
}

export const median = (values: ArrayLike<number>): number => percentile(values, 0.5)
