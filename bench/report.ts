import type { Sample } from './load'

/** The medians of all runs as a table; the ratio is to the first target under the same load. */
export function report(samples: Sample[], memory: { atRest: number; afterLoad: number }): string {
  const [baseline] = samples
  const rows = groups(samples).map((group) => {
    const { target, connections } = group[0]!
    const bare = median(
      samples.filter((s) => s.target === baseline?.target && s.connections === connections),
      'requestsPerSecond',
    )
    const rate = median(group, 'requestsPerSecond')
    return [
      target,
      connections,
      Math.round(rate),
      (rate / bare).toFixed(2),
      median(group, 'p50'),
      median(group, 'p99'),
      median(group, 'cloudCallsPerRequest').toFixed(2),
      group.reduce((sum, { failed }) => sum + failed, 0),
    ]
  })
  const header = [
    'target',
    'connections',
    'req/s',
    'of bare',
    'p50 ms',
    'p99 ms',
    'cloud calls',
    'failed',
  ]
  const lines = [header, header.map(() => '---'), ...rows]
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  return `\n${table}\n\nResident memory: ${memory.atRest} MB at rest, ${memory.afterLoad} MB after load.`
}

function groups(samples: Sample[]): Sample[][] {
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
