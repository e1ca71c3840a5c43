import 'server-only'
import { setLogCaller } from '@/lib/observability/audit'
import { Problem } from '@/lib/errors/problem'
import { requireSameOrigin, requireSameOriginRead } from '@/lib/http/cross-origin/same-origin'
import { clientNetwork } from '@/lib/http/client/client-address'
import { cookiesOf } from '@/lib/http/client/cookies'
import { limitFailures } from '@/lib/limits/rate-limit'
import type { Caller } from './caller'
import { renewIfDue } from './session/renew-session'
import { callerOf, readSession } from './session/session'
import { configuredDirectory } from './directories/configured-directory'

const SAFE_METHODS = ['GET', 'HEAD']

/**
 * The caller behind a request, by Bearer token or by session cookie. Throws `unauthenticated`,
 * `cross_site` for a cookie-authenticated write from elsewhere, `rate_limited` where too many
 * authentications from its address have failed, or what the directory's verifyBearer or renewIfDue throws.
 */
export async function requireCaller(request: Request): Promise<Caller> {
  const caller = await authenticate(request).catch((error: unknown) =>
    refuseUnauthenticated(request, error),
  )
  setLogCaller(caller)
  if (!(await renewIfDue(caller))) throw new Problem('unauthenticated')
  const isWrite = !SAFE_METHODS.includes(request.method)
  if (caller.proof.kind === 'session' && isWrite) requireSameOrigin(request)
  return caller
}

/**
 * As requireCaller, for the responses that hand out a token: with a cookie even a GET must come from
 * one of the app's own pages.
 */
export async function requireTokenCaller(request: Request): Promise<Caller> {
  const caller = await requireCaller(request)
  const isRead = SAFE_METHODS.includes(request.method)
  if (caller.proof.kind === 'session' && isRead) requireSameOriginRead(request)
  return caller
}

// Only failures count: a valid caller behind the same address is served all the same.
async function refuseUnauthenticated(request: Request, error: unknown): Promise<never> {
  const isRefusal = error instanceof Problem && error.status < 500
  if (isRefusal) await limitFailures(clientNetwork(request))
  throw error
}

async function authenticate(request: Request): Promise<Caller> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    return configuredDirectory().verifyBearer(bearerToken(authorization))
  }
  const session = await readSession(cookiesOf(request))
  if (!session) throw new Problem('unauthenticated')
  return callerOf(session)
}

function bearerToken(authorization: string): string {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1]
  if (!token) throw new Problem('unauthenticated')
  return token
}
