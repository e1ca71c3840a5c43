import 'server-only'
import {
  type Attributes,
  type Counter,
  type Histogram,
  metrics,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { type CompletedRequest, logRequest } from './log-request'

/** What names this product's instruments and spans. */
export const SCOPE = 'acs-authentication-server'

// Those that OpenTelemetry recommends for seconds; its default ones are made for milliseconds.
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

// Made on first use: before the exporter is registered, the API hands out instruments that do nothing.
const histograms = new Map<string, Histogram>()
const counters = new Map<string, Counter>()

function recordSeconds(
  name: string,
  description: string,
  seconds: number,
  attributes: Attributes,
): void {
  let histogram = histograms.get(name)
  if (!histogram) {
    const advice = { explicitBucketBoundaries: SECONDS }
    histogram = metrics.getMeter(SCOPE).createHistogram(name, { unit: 's', description, advice })
    histograms.set(name, histogram)
  }
  histogram.record(seconds, attributes)
}

function count(name: string, unit: string, description: string, attributes: Attributes): void {
  let counter = counters.get(name)
  if (!counter) {
    counter = metrics.getMeter(SCOPE).createCounter(name, { unit, description })
    counters.set(name, counter)
  }
  counter.add(1, attributes)
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Records how long a request of the API took; probes of its health don't count. */
export function recordRequest({ method, path, status, seconds }: CompletedRequest): void {
  if (path.startsWith('/api/health/')) return
  recordSeconds('http.server.request.duration', 'How long requests took.', seconds, {
    'http.request.method': METHODS.includes(method) ? method : '_OTHER',
    // Made-up paths must not become names of their own.
    'http.route': status === 404 ? 'other' : path,
    'http.response.status_code': status,
  })
}

// What route() counts, pages or not.
const COUNTED_BY_ROUTE = /^\/(api(\/|$)|openapi\.json$|sign-out$)/

/**
 * As recordRequest, for whatever the server responds to, and puts it into the log at `debug`. What route()
 * does that for is left out.
 */
export function recordPageRequest(request: CompletedRequest): void {
  if (COUNTED_BY_ROUTE.test(request.path)) return
  const isAsset = request.path.startsWith('/_next/')
  recordRequest({ ...request, path: isAsset ? '/_next' : request.path })
  logRequest(request)
}

/** Does a remote call within a span, and records how long it took and how it ended. */
export async function traceCall<T>(
  upstream: string,
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now()
  return trace.getTracer(SCOPE).startActiveSpan(`${upstream} ${operation}`, async (span) => {
    let outcome = 'ok'
    try {
      return await work()
    } catch (error) {
      outcome = 'error'
      // The name alone: messages of remote errors may hold what isn't ours to show.
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name })
      throw error
    } finally {
      span.end()
      const seconds = (performance.now() - startedAt) / 1000
      const description = 'How long calls of Entra ID, ACS and Microsoft Graph took.'
      recordSeconds('upstream.request.duration', description, seconds, {
        upstream,
        operation,
        outcome,
      })
    }
  })
}

/** Has the database do an operation, on one of its models where it has one, and records how long it took. */
export async function timeStatement<T>(
  statement: { system: 'postgresql' | 'sqlite'; operation: string; model?: string | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const { system, operation, model } = statement
  const startedAt = performance.now()
  let failed = false
  try {
    return await work()
  } catch (error) {
    failed = true
    throw error
  } finally {
    const seconds = (performance.now() - startedAt) / 1000
    recordSeconds('db.client.operation.duration', 'How long statements took.', seconds, {
      'db.system.name': system,
      'db.operation.name': operation,
      ...(model && { 'db.collection.name': model }),
      ...(failed && { 'error.type': '_OTHER' }),
    })
  }
}

/** Counts that a token was looked for in a cache, and whether it was there. */
export function countLookup(cache: 'acs_token' | 'graph_token', isHit: boolean): void {
  count('cache.lookups', '{lookup}', 'Tokens looked for in a cache.', {
    cache,
    result: isHit ? 'hit' : 'miss',
  })
}

/** Counts a request that was refused because of a rate limit. */
export function countRateLimited(limit: string): void {
  count('rate_limit.refusals', '{request}', 'Requests above a rate limit.', { limit })
}

/** Closed 0, half open 1, open 2. */
type ReadCircuit = () => number

// On globalThis: Next.js gives handlers and instrumentation a copy of each module, and whichever
// exports has to see the circuits of all.
const holder = globalThis as { acsCircuits?: { upstream: string; read: ReadCircuit }[] }

/** Has the state of a circuit exported, too. */
export function watchCircuit(upstream: string, read: ReadCircuit): void {
  ;(holder.acsCircuits ??= []).push({ upstream, read })
}

/** The state of each service's circuit; of several of one service the worst. */
export function circuitStates(): Map<string, number> {
  const states = new Map<string, number>()
  for (const { upstream, read } of holder.acsCircuits ?? []) {
    states.set(upstream, Math.max(states.get(upstream) ?? 0, read()))
  }
  return states
}
