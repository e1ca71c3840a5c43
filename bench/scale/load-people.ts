import autocannon from 'autocannon'
import { percentile } from '../percentile'
import { processorMs } from '../processor'
import type { Served } from '../serve'

/** What a server did for many people under one load. */
export interface PeopleSample {
  requestsPerSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** The server's own processor time per request, in milliseconds. */
  processorMs: number
  failed: number
}

const CONNECTIONS = 16

/**
 * Loads a server for some seconds with requests of many sessions: of the next one each time.
 */
export async function loadPeople(
  { url, pid }: Served,
  path: string,
  nextCookie: () => string,
  seconds: number,
): Promise<PeopleSample> {
  const durations: number[] = []
  const processorBefore = processorMs(pid)
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: 'GET',
        path,
        setupRequest: (request) => ({
          ...request,
          headers: {
            cookie: nextCookie(),
            'sec-fetch-site': 'same-origin',
          },
        }),
      },
    ],
    // autocannon's own percentiles are whole milliseconds.
    setupClient: (client) =>
      client.on('response', (_status, _bytes, duration: number) => durations.push(duration)),
  })
  return {
    requestsPerSecond: result.requests.average,
    p50: percentile(durations, 0.5),
    p99: percentile(durations, 0.99),
    processorMs: (processorMs(pid) - processorBefore) / durations.length,
    failed: result.non2xx + result.errors,
  }
}
