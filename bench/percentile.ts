/** The value that a share of all is below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length * share)] ?? NaN
}

/** The value in the middle; of an even number of them the higher of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
