import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { retryAfterSeconds } from '@/lib/http/upstream'
import { acsAnswer } from './acs-error'

const BUDGET_MS = 8_000
const FIRST_PAUSE_MS = 200
const ATTEMPTS = 3

/** Calls ACS once, for at most 8 s. Throws the SDK's errors. */
export function callOnce<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return work(AbortSignal.timeout(BUDGET_MS))
}

/**
 * Calls ACS up to three times, for at most 8 s in all, for what may be done twice. A pause is the
 * server's Retry-After or doubles from 200 ms; one that doesn't fit is not begun. Throws the SDK's
 * last error.
 */
export async function callRepeatable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(BUDGET_MS)
  const deadline = Date.now() + BUDGET_MS
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(signal)
    } catch (error) {
      const pause = pauseBefore(attempt, error)
      const isLast = attempt === ATTEMPTS || signal.aborted || pause === null
      if (isLast || Date.now() + pause >= deadline) throw error
      await sleep(pause)
    }
  }
}

// Null: asking again would not help.
function pauseBefore(attempt: number, error: unknown): number | null {
  const answer = acsAnswer(error)
  if (answer && answer.status !== 429 && answer.status < 500) return null
  const asked = retryAfterSeconds(answer?.retryAfter)
  return asked === undefined ? FIRST_PAUSE_MS * 2 ** (attempt - 1) : asked * 1000
}
