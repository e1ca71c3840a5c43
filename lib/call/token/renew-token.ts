import type { ProblemCode } from '@/lib/contract/problems'
import type { ProblemResponse } from '@/lib/contract/schemas'
import { type CallToken, endOf, type GetToken, type TokenOutcome } from './call-token'

const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 30_000
const RESPONSE_MS = 30_000
// A computer that slept over the end of its token has no connection for its first seconds.
const MIN_MS = 60_000

/**
 * The token that follows on `current`. Transient faults are retried, with pauses, for as long as
 * `current` lives, and for a minute at least; an outcome without a token is therefore final.
 * Undefined once `isStopped`. Never throws.
 */
export async function renewToken(
  current: CallToken,
  getToken: GetToken,
  isStopped: () => boolean,
): Promise<TokenOutcome | undefined> {
  const deadline = Math.max(endOf(current), Date.now() + MIN_MS)
  let isFresh = false
  for (let attempt = 0; ; attempt++) {
    const outcome = await inTime(getToken({ isFresh }))
    if (isStopped()) return undefined
    if (outcome.ok ? isLater(outcome.token, current) : !isTransient(outcome.problem)) return outcome
    const left = deadline - Date.now()
    if (left <= 0) return outcome.ok ? { ok: false, problem: noLaterToken } : outcome
    // A cache returned a token that is about to expire.
    isFresh ||= outcome.ok
    await pause(Math.min(left, FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS))
    if (isStopped()) return undefined
  }
}

function isLater(token: CallToken, current: CallToken): boolean {
  return endOf(token) > Math.max(endOf(current), Date.now())
}

// Not about the person: the next attempt may succeed.
function isTransient({ status, code }: ProblemResponse): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500 || endsTooSoon(code)
}

/** Whether the server found that Entra's token expires too soon: a later one will do. */
export function endsTooSoon(code: ProblemCode): boolean {
  return code === 'teams_token_expired' || code === 'teams_token_expiring'
}

async function inTime(outcome: Promise<TokenOutcome>): Promise<TokenOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<TokenOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, problem: noResponse }), RESPONSE_MS)
  })
  const settled = outcome.catch((): TokenOutcome => ({ ok: false, problem: noResponse }))
  return Promise.race([settled, late]).finally(() => clearTimeout(timer))
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

const noResponse: ProblemResponse = {
  type: 'about:blank',
  title: 'No response',
  status: 0,
  detail: 'There was no response in time.',
  code: 'upstream_timeout',
  correlationId: '',
}

const noLaterToken: ProblemResponse = {
  type: 'about:blank',
  title: 'The token has expired',
  status: 0,
  detail:
    'No token with a later expiration was issued. Check that this computer’s clock is correct.',
  code: 'token_expired',
  correlationId: '',
}
