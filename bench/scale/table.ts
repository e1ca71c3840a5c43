/** Rows as a table in Markdown; the first is its header. */
export function table([header = [], ...rows]: (string | number)[][]): string {
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

export function median<Key extends string>(
  samples: readonly Record<Key, number>[],
  key: Key,
): number {
  return percentile(
    samples.map((sample) => sample[key]),
    0.5,
  )
}

/** The value that a share of all is below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length * share)] ?? 0
}
