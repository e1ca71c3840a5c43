import 'server-only'
import type { Caller } from '@/lib/auth/caller'
import { forgetGraphAccessToken, graphAccessToken } from '@/lib/auth/graph-access-token'
import { GraphTokenRefused } from '@/lib/graph/call-graph'
import { type GraphUser, readMe } from '@/lib/graph/me'
import { Problem } from '@/lib/errors/problem'

/**
 * The caller's profile from Microsoft Graph, on their behalf. Throws `interaction_required` or
 * `consent_required` where Entra wants to see the user first, `microsoft_account_required`, or an upstream
 * problem.
 */
export async function readProfile(caller: Caller): Promise<GraphUser> {
  let claims: string | undefined
  try {
    return await readMe(await graphAccessToken(caller))
  } catch (error) {
    if (!(error instanceof GraphTokenRefused)) throw error
    claims = error.claims
  }
  // A token can be refused before its time; a new one, which meets the challenge, is refused only for good.
  forgetGraphAccessToken(caller)
  return readMe(await graphAccessToken(caller, claims)).catch((error: unknown) => {
    throw error instanceof GraphTokenRefused ? challenge(error) : error
  })
}

function challenge(cause: GraphTokenRefused): Problem {
  return new Problem('interaction_required', {
    ...(cause.claims && { claims: cause.claims }),
    cause,
  })
}
