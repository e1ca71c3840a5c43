import 'server-only'
import { type Histogram, metrics, SpanStatusCode, trace } from '@opentelemetry/api'

const SCOPE = 'acs-authentication-server'

// Made on first use: before the exporter is registered, the API hands out instruments that do nothing.
let requests: Histogram | undefined
let calls: Histogram | undefined

/** Records how long a request took. Nothing happens unless telemetry is exported. */
export function recordRequest(attributes: {
  method: string
  path: string
  status: number
  seconds: number
}): void {
  requests ??= metrics.getMeter(SCOPE).createHistogram('http.server.request.duration', {
    unit: 's',
    description: 'How long requests of the API took.',
  })
  requests.record(attributes.seconds, {
    'http.request.method': attributes.method,
    'http.route': attributes.path,
    'http.response.status_code': attributes.status,
  })
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
      calls ??= metrics.getMeter(SCOPE).createHistogram('upstream.request.duration', {
        unit: 's',
        description: 'How long calls of Entra ID, ACS and Microsoft Graph took.',
      })
      const seconds = (performance.now() - startedAt) / 1000
      calls.record(seconds, { upstream, operation, outcome })
    }
  })
}
