import { cpus } from 'node:os'
import type { Sample } from './load'
import { median } from './percentile'

/** What one run of the benchmark found, as bench/results.json keeps it. */
export interface Results {
  machine: Machine
  rows: Row[]
  firstResponses: FirstResponse[]
  memory: Memory[]
  /** Only of a full run. */
  workers?: Workers
}

export interface Machine {
  node: string
  processor: string
  cores: number
}

/** The medians of a target under one load. */
export interface Row extends Sample {
  /** Requests per second in relation to the bare route of Next.js with as many connections. */
  ofBareNext: number
}

/** How long a server took from its start to its first response; the median of so many starts. */
export interface FirstResponse {
  server: string
  starts: number
  milliseconds: number
}

/** Resident megabytes. */
export interface Memory {
  server: string
  atRest: number
  afterLoad: number
}

/** A warm `GET /api/token` of one worker, and of two that share a port. */
export interface Workers {
  /** The requests that each of two served, as shares, in the most uneven of the runs. */
  shares: number[]
  /** Requests per second. */
  one: number
  two: number
  /** The processor time per request of two, with the process that watches them, in relation to one. */
  processorRatio: number
}

/** The target that all others are measured against. */
export const BASELINE = 'bare Next.js route'

/** What figures depend on, without what would name the machine. */
export function thisMachine(): Machine {
  const processors = cpus()
  const processor = processors[0]?.model ?? 'unknown'
  return { node: process.version, processor, cores: processors.length }
}

/** The medians of each target under each load, in the order of the first run; failures are added up. */
export function rowsOf(samples: Sample[]): Row[] {
  const groups = new Map<string, Sample[]>()
  for (const sample of samples) {
    const key = JSON.stringify(loadOf(sample))
    groups.set(key, [...(groups.get(key) ?? []), sample])
  }
  return [...groups.values()].map((group) => {
    const { target, connections, cloudMs } = group[0]!
    const of = (key: NumberKey) => median(group.map((sample) => sample[key]))
    const requestsPerSecond = of('requestsPerSecond')
    return {
      target,
      connections,
      cloudMs,
      requestsPerSecond,
      ofBareNext: requestsPerSecond / bareNext(samples, connections),
      processorMs: of('processorMs'),
      p50: of('p50'),
      p99: of('p99'),
      cloudCalls: of('cloudCalls'),
      failed: group.reduce((sum, { failed }) => sum + failed, 0),
    }
  })
}

/** The row of a target under a load, if it was part of the run. */
export function findRow(
  { rows }: Results,
  target: string,
  connections = 16,
  cloudMs = 0,
): Row | undefined {
  return rows.find(
    (row) => row.target === target && row.connections === connections && row.cloudMs === cloudMs,
  )
}

type NumberKey = Exclude<keyof Sample, 'target'>

function loadOf({ target, connections, cloudMs }: Sample) {
  return { target, connections, cloudMs }
}

function bareNext(samples: Sample[], connections: number): number {
  const bare = samples.filter(
    (sample) => sample.target === BASELINE && sample.connections === connections,
  )
  return median(bare.map((sample) => sample.requestsPerSecond))
}
