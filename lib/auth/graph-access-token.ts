import 'server-only'
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { Problem } from '@/lib/errors/problem'
import { withinRequest } from '@/lib/observability/deadline'
import { countLookup } from '@/lib/observability/telemetry'
import { noResponseProblem } from '@/lib/upstream/upstream-problem'
import type { Caller } from './caller'
import { requireMicrosoftAccounts } from './microsoft-accounts'
import { endRefusedAccess } from './session/end-access'

const SAFETY_MARGIN_MS = 60_000
/** Longer than the directory is waited for. */
const WAIT_MS = 10_000

/** Access tokens that are valid, or under way: callers that ask for the same one share one request. */
const tokens = new LRUCache<string, Promise<string>>({
  max: 5_000,
  // By the wall clock: a monotonic one stands still while a machine sleeps.
  perf: { now: () => Date.now() },
})

/**
 * An access token for Microsoft Graph on the caller's behalf, valid for at least a minute; one that meets
 * `claims`, where Graph has challenged the one before. Throws
 * `interaction_required`, `consent_required`, `microsoft_account_required`, or an upstream problem.
 */
export function graphAccessToken(caller: Caller, claims?: string): Promise<string> {
  const key = cacheKey(caller)
  const known = claims === undefined ? tokens.get(key) : undefined
  countLookup('graph_token', known !== undefined)
  return withinRequest(WAIT_MS, () => known ?? requestToken(caller, key, claims)).catch(
    (error: unknown) => {
      throw error instanceof Problem ? error : noResponseProblem(error)
    },
  )
}

/** Makes the next graphAccessToken ask the directory again, for when Graph refuses a token before its time. */
export function forgetGraphAccessToken(caller: Caller): void {
  tokens.delete(cacheKey(caller))
}

function requestToken(caller: Caller, key: string, claims?: string): Promise<string> {
  const requestGraphToken = requireMicrosoftAccounts()
  const token = requestGraphToken(caller, claims).then(
    ({ accessToken, expiresInSeconds }) => {
      const ttl = Math.max(expiresInSeconds * 1000 - SAFETY_MARGIN_MS, 1)
      tokens.set(key, token, { ttl })
      return accessToken
    },
    async (error: unknown) => {
      await endRefusedAccess(caller, error)
      throw error
    },
  )
  tokens.set(key, token)
  token.catch(() => tokens.delete(key))
  return token
}

function cacheKey({ proof }: Caller): string {
  if (proof.kind === 'session') return `session ${proof.sessionId}`
  if (proof.kind === 'operator') throw new Problem('interaction_required')
  return `assertion ${createHash('sha256').update(proof.token).digest('base64url')}`
}
