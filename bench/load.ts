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

/** A target, and under what. */
export interface Load {
  target: Target
  connections: number
  /** How much longer than the emulator the cloud takes for each response, in milliseconds. */
  cloudMs: number
}

/** What a target did under one load. */
export interface Sample {
  target: string
  connections: number
  cloudMs: number
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
  { target, connections, cloudMs }: Load,
  { seconds, emulator }: { seconds: number; emulator: Emulator },
): Promise<Sample> {
  const { name, server, path, method = 'GET', headers = {}, body } = target
  if (cloudMs > 0) await emulator.fault({ operation: '*', times: 1e9, delayMs: cloudMs })
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
  const sample = {
    target: name,
    connections,
    cloudMs,
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    processorMs: (processorMs(server.pid) - processorBefore) / total,
    cloudCalls: ((await cloudCalls(emulator)) - callsBefore) / total,
    failed: result.non2xx + result.errors,
  }
  await emulator.clearFaults()
  return sample
}

// Those that did their work.
async function cloudCalls(emulator: Emulator): Promise<number> {
  const { counts } = await emulator.state()
  return Object.values(counts).reduce<number>((sum, count = 0) => sum + count, 0)
}
