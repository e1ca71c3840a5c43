import autocannon from 'autocannon'
import type { Emulator } from '../tests/support/programs/emulator'

export interface Target {
  name: string
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
}

/** What one target did under one load. */
export interface Sample {
  target: string
  connections: number
  requestsPerSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  cloudCallsPerRequest: number
  failed: number
}

/** Loads a target for some seconds, and counts the cloud calls that come of it. */
export async function load(
  url: string,
  target: Target,
  connections: number,
  seconds: number,
  emulator: Emulator,
): Promise<Sample> {
  const before = await cloudCalls(emulator)
  const result = await autocannon({
    url: `${url}${target.path}`,
    method: target.method ?? 'GET',
    headers: target.headers ?? {},
    connections,
    duration: seconds,
  })
  const calls = (await cloudCalls(emulator)) - before
  return {
    target: target.name,
    connections,
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cloudCallsPerRequest: calls / result.requests.total,
    failed: result.non2xx + result.errors,
  }
}

async function cloudCalls(emulator: Emulator): Promise<number> {
  const { counts } = await emulator.state()
  return Object.values(counts).reduce<number>((sum, count = 0) => sum + count, 0)
}
