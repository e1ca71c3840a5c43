import autocannon from 'autocannon'
import type { Emulator } from '../tests/support/programs/emulator'
import { processorMs } from './processor'
import type { Served } from './serve'

/** What is asked of a server, time and again. */
export interface Target {
  name: string
  server: Served
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

/** What a target did under one load. */
export interface Sample {
  target: string
  connections: number
  requestsPerSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** The server's own processor time per request, in milliseconds: neighbors on the machine don't count. */
  processorMs: number
  cloudCalls: number
  failed: number
}

/** Loads a target for some seconds. */
export async function load(
  { name, server, path, method = 'GET', headers = {}, body }: Target,
  { connections, seconds, emulator }: { connections: number; seconds: number; emulator: Emulator },
): Promise<Sample> {
  const callsBefore = await cloudCalls(emulator)
  const processorBefore = processorMs(server.pid)
  const result = await autocannon({
    url: `${server.url}${path}`,
    method,
    headers,
    ...(body !== undefined && { body }),
    connections,
    duration: seconds,
  })
  const { total } = result.requests
  return {
    target: name,
    connections,
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    processorMs: (processorMs(server.pid) - processorBefore) / total,
    cloudCalls: ((await cloudCalls(emulator)) - callsBefore) / total,
    failed: result.non2xx + result.errors,
  }
}

// Those that its log has, whether or not they did any work: it keeps all that are asked for here.
async function cloudCalls(emulator: Emulator): Promise<number> {
  const { counts } = await emulator.state()
  return Object.values(counts).reduce<number>((sum, count = 0) => sum + count, 0)
}
