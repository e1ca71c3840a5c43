import 'server-only'
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel'
import { log } from '@/lib/log'
import { isClientGone } from '@/lib/request-context'
import { traceCall } from '@/lib/telemetry'
import { Problem } from './problem'

const FAILURES = 5
const PAUSE_MS = 5_000

// The client went away and ended the call itself: that says nothing about the service.
class Abandoned extends Error {}

/**
 * A circuit around one remote service: after five outages in a row its callers hear
 * `upstream_unavailable` at once, and every 5 s one of them tries again. `isOutage` tells an outage
 * (no answer, or one that says so) from a refusal.
 */
export function createCircuit(upstream: string, isOutage: (error: Error) => boolean) {
  const policy = circuitBreaker(
    handleWhen((error) => !(error instanceof Abandoned)),
    {
      halfOpenAfter: PAUSE_MS,
      breaker: new ConsecutiveBreaker(FAILURES),
    },
  )
  policy.onBreak(() => log().error({ upstream }, 'circuit opened'))
  policy.onReset(() => log().warn({ upstream }, 'circuit closed'))

  return async function through<T>(operation: string, work: () => Promise<T>): Promise<T> {
    const attempt = async () => {
      try {
        return { value: await traceCall(upstream, operation, work) }
      } catch (error) {
        if (isClientGone()) throw new Abandoned('', { cause: error })
        if (isOutage(error as Error)) throw error
        return { refusal: error as Error }
      }
    }
    const result = await policy.execute(attempt).catch((error: unknown) => {
      if (error instanceof Abandoned) throw error.cause
      if (!(error instanceof BrokenCircuitError)) throw error
      const headers = { 'retry-after': String(PAUSE_MS / 1000) }
      throw new Problem('upstream_unavailable', { headers, cause: error })
    })
    if ('refusal' in result) throw result.refusal
    return result.value
  }
}
