import 'server-only'
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { genericGrantRequest, refreshTokenGrant, type TokenEndpointResponse } from 'openid-client'
import { Problem } from '@/lib/errors/problem'
import { countLookup } from '@/lib/observability/telemetry'
import type { Caller } from './caller'
import { entraCircuit } from '@/lib/entra/circuit'
import { entraClient } from '@/lib/entra/token-client'
import { entraProblem } from '@/lib/entra/errors'
import { findGrant, replaceGrant } from './session/grant-store'

/** A scope without a resource is Microsoft Graph's, in whichever cloud. */
export const GRAPH_SCOPE = 'User.Read'

const ON_BEHALF_OF = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const SAFETY_MARGIN_MS = 60_000

/** Access tokens that are valid, or under way: callers that ask for the same one share one request. */
const tokens = new LRUCache<string, Promise<string>>({
  max: 5_000,
  // By the wall clock: a monotonic one stands still while a machine sleeps.
  perf: { now: () => Date.now() },
})

/**
 * An access token for Microsoft Graph on the caller's behalf: a Bearer caller's own token is exchanged
 * (on-behalf-of), a session's stored grant is refreshed. Valid for at least a minute. Throws
 * `interaction_required`, `consent_required`, or an upstream problem.
 */
export function graphAccessToken(caller: Caller): Promise<string> {
  const key = cacheKey(caller)
  const known = tokens.get(key)
  countLookup('graph_token', known !== undefined)
  if (known) return known
  const token = request(caller).then(({ access_token, expires_in = 0 }) => {
    tokens.set(key, token, { ttl: Math.max(expires_in * 1000 - SAFETY_MARGIN_MS, 1) })
    return access_token
  })
  tokens.set(key, token)
  token.catch(() => tokens.delete(key))
  return token
}

/** Makes the next graphAccessToken ask Entra again, for when Graph refuses a token before its time. */
export function forgetGraphAccessToken(caller: Caller): void {
  tokens.delete(cacheKey(caller))
}

async function request(caller: Caller): Promise<TokenEndpointResponse> {
  const client = entraClient(caller.directory)
  if (caller.proof.kind === 'bearer') {
    const parameters = {
      assertion: caller.proof.token,
      requested_token_use: 'on_behalf_of',
      scope: GRAPH_SCOPE,
    }
    return entraCircuit('onBehalfOf', (attempt) =>
      attempt(() => genericGrantRequest(client, ON_BEHALF_OF, parameters)),
    ).catch(refuse)
  }
  const { sessionId } = caller.proof
  const refreshToken = await findGrant(sessionId)
  if (!refreshToken) throw new Problem('interaction_required')
  const parameters = { scope: `${GRAPH_SCOPE} offline_access` }
  const answer = await entraCircuit('refresh', (attempt) =>
    attempt(() => refreshTokenGrant(client, refreshToken, parameters)),
  ).catch(refuse)
  if (answer.refresh_token) await replaceGrant(sessionId, answer.refresh_token)
  return answer
}

function refuse(error: unknown): never {
  throw entraProblem(error)
}

function cacheKey({ proof }: Caller): string {
  return proof.kind === 'session'
    ? `session ${proof.sessionId}`
    : `assertion ${createHash('sha256').update(proof.token).digest('base64url')}`
}
