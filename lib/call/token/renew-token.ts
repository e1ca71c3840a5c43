import type { ProblemCode } from '@/lib/contract/problems'
import type { ProblemAnswer } from '@/lib/contract/schemas'
import { type CallToken, endOf, type GetToken, type TokenOutcome } from './call-token'

const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 30_000
const ANSWER_MS = 30_000
// A computer that slept over the end of its token has no connection for its first seconds.
const LEAST_MS = 60_000

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
  const deadline = Math.max(endOf(current), Date.now() + LEAST_MS)
  let isFresh = false
  for (let attempt = 0; ; attempt++) {
    const outcome = await inTime(getToken({ isFresh }))
    if (isStopped()) return undefined
    if (outcome.ok ? isLater(outcome.token, current) : !isTransient(outcome.problem)) return outcome
    const left = deadline - Date.now()
    if (left <= 0) return outcome.ok ? { ok: false, problem: noLaterToken } : outcome
    // A cache handed out again what is about to end.
    isFresh ||= outcome.ok
    await pause(Math.min(left, FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS))
    if (isStopped()) return undefined
  }
}

function isLater(token: CallToken, current: CallToken): boolean {
  return endOf(token) > Math.max(endOf(current), Date.now())
}

// What says nothing about the person: the next attempt may do better.
function isTransient({ status, code }: ProblemAnswer): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500 || endsTooSoon(code)
}

/** Whether the server found that Entra's token ends too soon: a later one will do. */
export function endsTooSoon(code: ProblemCode): boolean {
  return code === 'teams_token_expired' || code === 'teams_token_expiring'
}

async function inTime(answer: Promise<TokenOutcome>): Promise<TokenOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<TokenOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, problem: noAnswer }), ANSWER_MS)
  })
  const given = answer.catch((): TokenOutcome => ({ ok: false, problem: noAnswer }))
  return Promise.race([given, late]).finally(() => clearTimeout(timer))
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

const noAnswer: ProblemAnswer = {
  type: 'about:blank',
  title: 'No answer',
  status: 0,
  detail: 'There was no answer in time.',
  code: 'upstream_timeout',
  correlationId: '',
}

const noLaterToken: ProblemAnswer = {
  type: 'about:blank',
  title: 'The token has ended',
  status: 0,
  detail: 'No token was issued that ends later. Check that the clock of this computer is right.',
  code: 'token_expired',
  correlationId: '',
}
