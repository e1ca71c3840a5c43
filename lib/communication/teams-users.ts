import 'server-only'
import { callAcs } from './call-acs'
import { exchangeProblem } from './errors'
import { type AccessToken, checkToken } from './users'

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
export async function getTokenForTeamsUser(user: TeamsUser): Promise<AccessToken> {
  const exchanged = await callAcs(
    'exchangeTeamsToken',
    (client, abortSignal) => client.getTokenForTeamsUser({ ...user, abortSignal }),
    { isRepeatable: true, toProblem: exchangeProblem },
  )
  return checkToken(exchanged)
}
