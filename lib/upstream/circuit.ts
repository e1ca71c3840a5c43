import 'server-only'
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel'
import { BudgetSpent } from '@/lib/observability/deadline'
import { log } from '@/lib/observability/log'
import { isClientGone } from '@/lib/observability/request-context'
import { traceCall, watchCircuit } from '@/lib/observability/telemetry'
import { type Attempt, countAttempts, type RemoteFailure } from './attempt'
import { Problem } from '@/lib/errors/problem'
import { retryAfterHeader } from '@/lib/errors/retry-after'

const FAILURES = 5
const PAUSE_MS = 5_000
/** What the metric says of a circuit. */
const STATES = {
  [CircuitState.Closed]: 0,
  [CircuitState.HalfOpen]: 1,
  [CircuitState.Open]: 2,
  [CircuitState.Isolated]: 2,
}

// The call was ended here, for a client that went away or a budget that was used up before the call's
// own limit: that says nothing about the service, and anybody could bring it about.
class Abandoned extends Error {}

interface Service {
  /** Tells an outage (no response, or one that says so) from a refusal. */
  isOutage: (error: Error) => boolean
  /** What the log says of an attempt that failed. */
  describe: (error: unknown) => RemoteFailure
}

/**
 * A circuit around one remote service: after five outages in a row its callers hear
 * `upstream_unavailable` at once, and every 5 s one of them tries again. The work makes its attempts
 * through the function it is given, so that each failure is logged.
 */
export function createCircuit(upstream: string, { isOutage, describe }: Service) {
  const policy = circuitBreaker(
    handleWhen((error) => !(error instanceof Abandoned)),
    {
      halfOpenAfter: PAUSE_MS,
      breaker: new ConsecutiveBreaker(FAILURES),
    },
  )
  policy.onBreak(() => log().error({ upstream }, 'circuit opened'))
  policy.onReset(() => log().warn({ upstream }, 'circuit closed'))
  watchCircuit(upstream, () => STATES[policy.state])

  return async function through<T>(
    operation: string,
    work: (attempt: Attempt) => Promise<T>,
  ): Promise<T> {
    const call = async () => {
      try {
        const attempt = countAttempts({ upstream, operation }, describe)
        return { value: await traceCall(upstream, operation, () => work(attempt)) }
      } catch (error) {
        const isOurs = isClientGone() || error instanceof BudgetSpent
        if (isOurs) throw new Abandoned('', { cause: error })
        if (isOutage(error as Error)) throw error
        return { refusal: error as Error }
      }
    }
    const result = await policy.execute(call).catch((error: unknown) => {
      if (error instanceof Abandoned) throw error.cause
      if (!(error instanceof BrokenCircuitError)) throw error
      const headers = retryAfterHeader(PAUSE_MS / 1000)
      throw new Problem('upstream_unavailable', { headers, cause: error })
    })
    if ('refusal' in result) throw result.refusal
    return result.value
  }
}
