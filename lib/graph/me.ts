import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/env'
import { Problem } from '@/lib/http/problem'
import { noAnswerProblem, upstreamProblem } from '@/lib/http/upstream'

const TIMEOUT_MS = 5_000
const FIELDS = [
  'displayName',
  'mail',
  'userPrincipalName',
  'jobTitle',
  'officeLocation',
  'preferredLanguage',
] as const

const text = z.string().nullish().default(null)
const user = z.object({
  displayName: text,
  mail: text,
  userPrincipalName: z.string(),
  jobTitle: text,
  officeLocation: text,
  preferredLanguage: text,
})

/** A user as Microsoft Graph describes them; what the directory doesn't know is null. */
export type GraphUser = z.output<typeof user>

/** Microsoft Graph refused the access token; `claims` is its challenge, where it gave one. */
export class GraphTokenRefused extends Error {
  override readonly name = 'GraphTokenRefused'
  constructor(readonly claims: string | undefined) {
    super('Microsoft Graph refused the access token.')
  }
}

/**
 * The signed-in user's profile (GET /me). Throws GraphTokenRefused or an upstream problem.
 * Source: https://learn.microsoft.com/graph/api/user-get
 */
export async function readMe(accessToken: string): Promise<GraphUser> {
  const url = `${env().graphEndpoint}/v1.0/me?$select=${FIELDS.join(',')}`
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    cache: 'no-store',
  }).catch(refuse)
  if (response.status === 401) throw new GraphTokenRefused(claimsChallenge(response))
  if (!response.ok) {
    const cause = new Error(`Microsoft Graph answered ${response.status}`)
    throw upstreamProblem(response.status, response.headers.get('retry-after'), cause)
  }
  const parsed = user.safeParse(await response.json().catch(refuse))
  if (!parsed.success) throw new Problem('upstream_failed', { cause: parsed.error })
  return parsed.data
}

function refuse(cause: unknown): never {
  throw noAnswerProblem(cause)
}

// Continuous access evaluation: https://learn.microsoft.com/entra/identity-platform/claims-challenge
function claimsChallenge(response: Response): string | undefined {
  const challenge = response.headers.get('www-authenticate') ?? ''
  const claims = /claims="([^"]+)"/.exec(challenge)?.[1]
  return claims && Buffer.from(claims, 'base64').toString('utf8')
}
