import 'server-only'
import { audit } from '@/lib/observability/audit'
import type { CallerId } from '@/lib/auth/caller'
import type { AccessToken } from '@/lib/communication/users'
import { getTokenForTeamsUser } from '@/lib/communication/teams-users'
import { checkTeamsToken } from './check-teams-token'

/**
 * An ACS token for the caller as a Teams user, in exchange for their Entra token with Teams scopes; it
 * expires with that. ACS learns app and user from here, never from the client. Throws a `teams_…`
 * problem, or an upstream problem.
 */
export async function exchangeTeamsToken(
  caller: CallerId,
  teamsUserAadToken: string,
): Promise<AccessToken> {
  const { clientId } = await checkTeamsToken(caller, teamsUserAadToken)
  const token = await getTokenForTeamsUser({
    teamsUserAadToken,
    clientId,
    userObjectId: caller.subject,
  })
  audit('teams_token_exchanged', { expiresOn: token.expiresOn })
  return token
}
