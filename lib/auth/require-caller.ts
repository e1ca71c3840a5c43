import 'server-only'
import type { NextRequest } from 'next/server'
import { Problem } from '@/lib/http/problem'
import { requireSameOrigin, requireSameOriginRead } from '@/lib/http/same-origin'
import type { Caller } from './caller'
import { readSession } from './session'
import { verifyBearer } from './verify-bearer'

const SAFE_METHODS = ['GET', 'HEAD']

/**
 * The caller behind a request, by Bearer token or by session cookie. Throws `unauthenticated`,
 * `cross_site` for a cookie-authenticated write from elsewhere, or what verifyBearer throws.
 */
export async function requireCaller(request: NextRequest): Promise<Caller> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return verifyBearer(bearerToken(authorization))
  const session = await readSession(request.cookies)
  if (!session) throw new Problem('unauthenticated')
  if (!SAFE_METHODS.includes(request.method)) requireSameOrigin(request)
  return {
    directory: session.tid,
    subject: session.oid,
    proof: { kind: 'session', sessionId: session.sid },
  }
}

/**
 * As requireCaller, for the answers that hand out a token: with a cookie even a GET must come from
 * one of the app's own pages.
 */
export async function requireTokenCaller(request: NextRequest): Promise<Caller> {
  const caller = await requireCaller(request)
  const isRead = SAFE_METHODS.includes(request.method)
  if (caller.proof.kind === 'session' && isRead) requireSameOriginRead(request)
  return caller
}

function bearerToken(authorization: string): string {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1]
  if (!token) throw new Problem('unauthenticated')
  return token
}
