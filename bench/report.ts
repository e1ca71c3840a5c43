import type { Sample } from './load'

const HEADER = [
  'target',
  'connections',
  'req/s',
  'of bare Next.js',
  'CPU ms',
  'p50 ms',
  'p99 ms',
  'cloud calls',
  'failed',
]

/** The medians of all runs as a table; the ratio is to the first target under the same load. */
export function report(samples: Sample[]): string {
  const groups = groupByLoad(samples)
  const [baseline] = samples
  const rows = groups.map((group) => {
    const [{ target, connections }] = group as [Sample]
    const bare = groups.find(
      ([one]) => one?.target === baseline?.target && one?.connections === connections,
    )
    const rate = median(group, 'requestsPerSecond')
    return [
      target,
      connections,
      Math.round(rate),
      (rate / median(bare ?? group, 'requestsPerSecond')).toFixed(2),
      median(group, 'processorMs').toFixed(2),
      median(group, 'p50'),
      median(group, 'p99'),
      median(group, 'cloudCalls').toFixed(2),
      group.reduce((sum, { failed }) => sum + failed, 0),
    ]
  })
  return [HEADER, HEADER.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function groupByLoad(samples: Sample[]): Sample[][] {
  const byLoad = new Map<string, Sample[]>()
  for (const sample of samples) {
    const key = `${sample.target} ${sample.connections}`
    byLoad.set(key, [...(byLoad.get(key) ?? []), sample])
  }
  return [...byLoad.values()]
}

function median(samples: Sample[], key: Exclude<keyof Sample, 'target'>): number {
  const values = samples.map((sample) => sample[key]).sort((one, other) => one - other)
  return values[Math.floor(values.length / 2)] ?? 0
}
