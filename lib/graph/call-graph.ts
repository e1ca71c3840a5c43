import 'server-only'
import { env } from '@/lib/env'
import { codeOf } from '@/lib/upstream/attempt'
import { createUpstream } from '@/lib/upstream/create-upstream'
import { Problem } from '@/lib/errors/problem'
import { noResponseProblem, upstreamProblem } from '@/lib/upstream/upstream-problem'

/** Microsoft Graph refused the access token; `claims` is its challenge, where it gave one. */
export class GraphTokenRefused extends Error {
  override readonly name = 'GraphTokenRefused'
  constructor(readonly claims: string | undefined) {
    super('Microsoft Graph refused the access token.')
  }
}

/** Microsoft Graph responded with something else than success. */
class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal'
  constructor(readonly response: Response) {
    super(`Microsoft Graph responded with ${response.status}.`)
  }
}

/** Calls Microsoft Graph within 5 s, as createUpstream says. Throws GraphTokenRefused or an upstream problem. */
export const callGraph = createUpstream({
  name: 'Microsoft Graph',
  limit: 5_000,
  isOutage: (error) => !(error instanceof GraphRefusal) || error.response.status >= 500,
  describe: (error) =>
    error instanceof GraphRefusal ? { status: error.response.status } : { code: codeOf(error) },
  retryAfter: (error) =>
    error instanceof GraphRefusal ? error.response.headers.get('retry-after') : undefined,
  toProblem: graphProblem,
})

/** GraphTokenRefused, or the upstream problem that an error of a call means. */
export function graphProblem(error: unknown): Error {
  if (!(error instanceof GraphRefusal)) return noResponseProblem(error)
  const { status, headers } = error.response
  if (status === 401) return new GraphTokenRefused(claimsChallenge(headers))
  return upstreamProblem(status, headers.get('retry-after'), error)
}

/** As graphProblem; a 403 is `consent_required`: the token lacks a permission. */
export function permissionProblem(error: unknown, detail?: string): Error {
  if (statusOf(error) !== 403) return graphProblem(error)
  return new Problem('consent_required', { ...(detail !== undefined && { detail }), cause: error })
}

/** The status that Microsoft Graph refused with, where it did. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof GraphRefusal ? error.response.status : undefined
}

/** Sends one request to Microsoft Graph, as the work of callGraph. `path` begins with the version. */
export function fetchGraph(
  path: string,
  accessToken: string,
  init: Omit<RequestInit, 'headers'> & { signal: AbortSignal; headers?: Record<string, string> },
): Promise<Response> {
  return fetch(`${env().graphEndpoint}${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${accessToken}` },
    cache: 'no-store',
  })
}

/** The response, where it is one of success. Throws what callGraph makes a problem of. */
export function requireSuccess(response: Response): Response {
  if (!response.ok) throw new GraphRefusal(response)
  return response
}

// Continuous access evaluation: https://learn.microsoft.com/entra/identity-platform/claims-challenge
function claimsChallenge(headers: Headers): string | undefined {
  const claims = /claims="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1]
  return claims && Buffer.from(claims, 'base64').toString('utf8')
}
