import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { withinLimit, withinRequest } from '@/lib/observability/deadline'
import { createCircuit } from '@/lib/upstream/circuit'
import { retryAfterSeconds } from '@/lib/upstream/upstream-problem'
import { remainingMs } from '@/lib/observability/request-context'
import { acsAnswer } from './acs-error'
import { acsFailure } from './acs-failure'

const BUDGET_MS = 8_000
const FIRST_PAUSE_MS = 200
const ATTEMPTS = 3

const circuit = createCircuit('ACS', {
  isOutage: (error) => (acsAnswer(error)?.status ?? 500) >= 500,
  describe: acsFailure,
})

/**
 * Calls ACS once, for at most 8 s, and to the end even when the client goes away. Throws the SDK's
 * errors, or `upstream_unavailable` while ACS is known to be away.
 */
export function callOnce<T>(
  operation: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return circuit(operation, (attempt) =>
    withinLimit(BUDGET_MS, (signal) => attempt(() => work(signal), signal)),
  )
}

/**
 * Calls ACS up to three times, for what may be done twice, within 8 s and what is left for the
 * request. A pause is the server's Retry-After or doubles from 200 ms; one that doesn't fit is not
 * begun. Throws the SDK's last error, or `upstream_unavailable` while ACS is known to be away.
 */
export function callRepeatable<T>(
  operation: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return circuit(operation, (attempt) =>
    withinRequest(BUDGET_MS, (signal) => repeat(() => attempt(() => work(signal), signal), signal)),
  )
}

async function repeat<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const deadline = Date.now() + remainingMs(BUDGET_MS)
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      const pause = pauseBefore(count, error)
      const isLast = count === ATTEMPTS || signal.aborted || pause === null
      if (isLast || Date.now() + pause >= deadline) throw error
      await sleep(pause, undefined, { signal })
    }
  }
}

// Null: asking again would not help.
function pauseBefore(count: number, error: unknown): number | null {
  const answer = acsAnswer(error)
  if (answer && answer.status !== 429 && answer.status < 500) return null
  const asked = retryAfterSeconds(answer?.retryAfter)
  return asked === undefined ? FIRST_PAUSE_MS * 2 ** (count - 1) : asked * 1000
}
