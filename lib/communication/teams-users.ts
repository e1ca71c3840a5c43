import 'server-only'
import { exchangeProblem } from './acs-error'
import { callRepeatable } from './call-acs'
import { identityClient } from './client'
import { type AccessToken, checkToken } from './identities'

interface TeamsUser {
  /** Entra access token of the Teams user, for ACS. */
  teamsUserAadToken: string
  /** The client app that got the token. */
  clientId: string
  userObjectId: string
}

/**
 * Exchanges a Teams user's Entra token for an ACS token, which expires with it. Throws what the
 * exchange says about the Teams token, or an upstream problem.
 * Source: https://learn.microsoft.com/rest/api/communication/identity/communication-identity/exchange-teams-user-access-token
 */
export async function exchangeForTeamsUser(user: TeamsUser): Promise<AccessToken> {
  const exchanged = await callRepeatable('exchangeTeamsToken', async (abortSignal) =>
    (await identityClient()).getTokenForTeamsUser({ ...user, abortSignal }),
  ).catch((error: unknown) => {
    throw exchangeProblem(error)
  })
  return checkToken(exchanged)
}
