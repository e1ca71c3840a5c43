import 'server-only'
import { z } from 'zod'
import { profileFieldNames, profileShape } from '@/lib/contract/profile-fields'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { codeOf } from '@/lib/upstream/attempt'
import { createUpstream } from '@/lib/upstream/create-upstream'
import { noResponseProblem, upstreamProblem } from '@/lib/upstream/upstream-problem'

const user = z.object(
  profileShape({
    optionalText: z.string().nullish().default(null),
    text: z.string(),
    texts: z
      .array(z.string())
      .nullish()
      .transform((texts) => texts ?? []),
  }),
)

/** A user as Microsoft Graph describes them; what the directory doesn't know is null. */
export type GraphUser = z.output<typeof user>

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

const callGraph = createUpstream({
  name: 'Microsoft Graph',
  limit: 5_000,
  isOutage: (error) => !(error instanceof GraphRefusal) || error.response.status >= 500,
  describe: (error) =>
    error instanceof GraphRefusal ? { status: error.response.status } : { code: codeOf(error) },
  toProblem(error) {
    if (!(error instanceof GraphRefusal)) return noResponseProblem(error)
    const { status, headers } = error.response
    if (status === 401) return new GraphTokenRefused(claimsChallenge(headers))
    return upstreamProblem(status, headers.get('retry-after'), error)
  },
})

/**
 * The signed-in user's profile (GET /me). Throws GraphTokenRefused or an upstream problem.
 * Source: https://learn.microsoft.com/graph/api/user-get
 */
export async function readMe(accessToken: string): Promise<GraphUser> {
  const body = await callGraph('me', (signal) =>
    get(`/v1.0/me?$select=${profileFieldNames.join(',')}`, accessToken, signal),
  )
  const parsed = user.safeParse(body)
  if (!parsed.success) throw new Problem('upstream_failed', { cause: parsed.error })
  return parsed.data
}

async function get(path: string, accessToken: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(`${env().graphEndpoint}${path}`, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal,
    cache: 'no-store',
  })
  if (!response.ok) throw new GraphRefusal(response)
  return response.json()
}

// Continuous access evaluation: https://learn.microsoft.com/entra/identity-platform/claims-challenge
function claimsChallenge(headers: Headers): string | undefined {
  const claims = /claims="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1]
  return claims && Buffer.from(claims, 'base64').toString('utf8')
}
