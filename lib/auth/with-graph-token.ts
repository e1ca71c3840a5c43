import 'server-only'
import { LRUCache } from 'lru-cache'
import { requestAppToken } from '@/lib/entra/request-app-token'
import { Problem } from '@/lib/errors/problem'
import { GraphTokenRefused } from '@/lib/graph/call-graph'
import type { Caller } from './caller'
import { forgetGraphAccessToken, graphAccessToken } from './graph-access-token'

/**
 * Asks Microsoft Graph on the caller's behalf, once more with a new token where it refuses a token before its
 * time. Throws what `work` throws, `interaction_required`, `consent_required`, `microsoft_account_required`,
 * or an upstream problem.
 */
export function withGraphToken<T>(caller: Caller, work: (token: string) => Promise<T>): Promise<T> {
  return withToken(
    (claims) => graphAccessToken(caller, claims),
    () => forgetGraphAccessToken(caller),
    work,
  )
}

const SAFETY_MARGIN_MS = 60_000
const appTokens = new LRUCache<string, string>({ max: 100, perf: { now: () => Date.now() } })

/**
 * Asks Microsoft Graph as this app itself, for people of one tenant, by the application permissions that an
 * administrator has granted. Throws as withGraphToken does.
 */
export function withAppGraphToken<T>(
  tenantId: string,
  work: (token: string) => Promise<T>,
): Promise<T> {
  const token = async () => appTokens.get(tenantId) ?? (await requestAnew(tenantId))
  return withToken(token, () => appTokens.delete(tenantId), work)
}

async function requestAnew(tenantId: string): Promise<string> {
  const { access_token: token, expires_in: seconds = 0 } = await requestAppToken(tenantId)
  appTokens.set(tenantId, token, { ttl: Math.max(seconds * 1000 - SAFETY_MARGIN_MS, 1) })
  return token
}

async function withToken<T>(
  token: (claims?: string) => Promise<string>,
  forget: () => void,
  work: (token: string) => Promise<T>,
): Promise<T> {
  let claims: string | undefined
  try {
    return await work(await token())
  } catch (error) {
    if (!(error instanceof GraphTokenRefused)) throw error
    claims = error.claims
  }
  // A token can be refused before its time; a new one, which meets the challenge, is refused only for good.
  forget()
  return work(await token(claims)).catch((error: unknown) => {
    throw error instanceof GraphTokenRefused ? challenge(error) : error
  })
}

function challenge(cause: GraphTokenRefused): Problem {
  return new Problem('interaction_required', {
    ...(cause.claims && { claims: cause.claims }),
    cause,
  })
}
