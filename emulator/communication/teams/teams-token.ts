import type { JWTPayload } from 'jose'
import { findUser } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { TEAMS_SERVICE_ID, TEAMS_URI } from '../../entra/tokens/resources'
import { CommunicationError } from '../errors'
import { verifyUserToken } from '../user-token'

/** The claims of a Teams user's Entra token. Throws 401 InvalidAccessToken. */
export function verifyTeamsToken(token: string, emulator: Emulator): Promise<JWTPayload> {
  return verifyUserToken(token, [TEAMS_URI, TEAMS_SERVICE_ID], emulator)
}

/** Throws 403 Forbidden for a token without one of the scopes, or a user without a Teams license. */
export function requireTeamsAccess(
  claims: JWTPayload,
  scopes: readonly string[],
  { config }: Emulator,
): void {
  const granted = String(claims.scp).split(' ')
  const user = findUser(config, String(claims.tid), String(claims.oid))
  if (!scopes.some((scope) => granted.includes(scope))) {
    throw new CommunicationError(403, 'Forbidden', 'The access token lacks the scope.')
  }
  if (!user?.teamsLicence) {
    throw new CommunicationError(403, 'Forbidden', 'The user has no Teams license.')
  }
}
