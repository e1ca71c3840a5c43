import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@/lib/errors/problem'
import { withinLimit, withinRequest } from '@/lib/observability/deadline'
import { clientSignal, remainingMs } from '@/lib/observability/request-context'
import type { RemoteFailure } from './attempt'
import { createCircuit } from './circuit'
import { holdBack, requireNotHeldBack } from './hold-back'
import { retryAfterSeconds } from './upstream-problem'

const FIRST_PAUSE_MS = 200
const ATTEMPTS = 3

/** A remote service: how long it may take, and what its errors mean. */
export interface Service {
  /** What the log, the metrics and the spans call it. */
  name: string
  /** How long a call may take, its attempts and the pauses between them included; in milliseconds. */
  limit: number
  /** Tells an outage (no response, or one that says so) from a refusal. */
  isOutage: (error: Error) => boolean
  /** What the log says of an attempt that failed. */
  describe: (error: unknown) => RemoteFailure
  /** What to throw for an error. */
  toProblem: (error: unknown) => Error
  /** The `Retry-After` header of the response that an error is about. */
  retryAfter?: (error: unknown) => string | null | undefined
  /**
   * Whether it limits an operation for all callers together: then a 429 that says for how long holds the
   * operation back for all of them. What is asked in vain would count, too.
   */
  limitsAllTogether?: boolean
}

interface CallOptions {
  /** Whether it may be done twice: then it has up to three attempts. */
  isRepeatable?: boolean
  /** Whether it goes on, to its own limit, when the request it is for has ended. */
  outlivesRequest?: boolean
  /** What to throw for an error of this call, where that differs. */
  toProblem?: (error: unknown) => Error
}

/** Calls a remote service; `signal` is what ends the work. */
export type Upstream = <T>(
  operation: string,
  work: (signal: AbortSignal) => Promise<T>,
  options?: CallOptions,
) => Promise<T>

/**
 * The one way to call a remote service: within its limit and what is left for the request, through its
 * circuit, in a span, with each failed attempt logged, and with the problem that an error becomes. A
 * pause between attempts is the service's Retry-After, or doubles from 200 ms; one that doesn't fit is
 * not begun. Throws what `toProblem` makes of the last error, `upstream_unavailable` while the circuit is
 * open, or `upstream_throttled` while the service wants not to be asked.
 */
export function createUpstream(service: Service): Upstream {
  const { name, limit, isOutage, describe } = service
  const circuit = createCircuit(name, { isOutage, describe })
  const noteThrottling = (operation: string) => (error: unknown) => {
    const seconds = retryAfterSeconds(service.retryAfter?.(error))
    const isThrottled = service.limitsAllTogether && describe(error).status === 429
    if (isThrottled && seconds !== undefined) holdBack(name, operation, seconds)
    throw error
  }
  return async (operation, work, options = {}) => {
    const { isRepeatable = false, outlivesRequest = false, toProblem = service.toProblem } = options
    const within = outlivesRequest ? withinLimit : withinRequest
    const attempts = isRepeatable ? ATTEMPTS : 1
    try {
      if (service.limitsAllTogether) {
        const patience = isRepeatable ? patienceOf(limit, outlivesRequest) : 0
        const signal = outlivesRequest ? undefined : clientSignal()
        await requireNotHeldBack(name, operation, { patience, signal })
      }
      return await circuit(operation, (attempt) =>
        within(limit, (signal) => {
          const deadline = Date.now() + patienceOf(limit, outlivesRequest)
          return repeat(
            () => attempt(() => work(signal), signal).catch(noteThrottling(operation)),
            {
              attempts,
              pauseAfter: (count, error) => pauseAfter(service, count, error, deadline),
              signal,
            },
          )
        }),
      )
    } catch (error) {
      throw error instanceof Problem ? error : toProblem(error)
    }
  }
}

function patienceOf(limit: number, outlivesRequest: boolean): number {
  return outlivesRequest ? limit : remainingMs(limit)
}

interface Repetition {
  attempts: number
  /** The milliseconds until the next attempt; null where there is to be none. */
  pauseAfter: (count: number, error: unknown) => number | null
  signal: AbortSignal
}

async function repeat<T>(
  attempt: () => Promise<T>,
  { attempts, pauseAfter, signal }: Repetition,
): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      const pause = count < attempts && !signal.aborted ? pauseAfter(count, error) : null
      if (pause === null) throw error
      await sleep(pause, undefined, { signal })
    }
  }
}

// Asking again helps against an outage, and where the service says that it was asked too often.
function pauseAfter(
  { isOutage, describe, retryAfter }: Service,
  count: number,
  error: unknown,
  deadline: number,
): number | null {
  if (!isOutage(error as Error) && describe(error).status !== 429) return null
  const asked = retryAfterSeconds(retryAfter?.(error))
  const pause = asked === undefined ? FIRST_PAUSE_MS * 2 ** (count - 1) : asked * 1000
  return Date.now() + pause < deadline ? pause : null
}
