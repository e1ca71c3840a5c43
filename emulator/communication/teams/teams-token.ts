import type { JWTPayload } from 'jose'
import { findUser } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { TEAMS_SERVICE_ID, TEAMS_URI } from '../../entra/tokens/resources'
import { verify } from '../../core/verify'
import { CommunicationError, invalidAccessToken } from '../errors'

/** The claims of an Entra token that is good for ACS. Throws 401 InvalidAccessToken. */
export async function verifyTeamsToken(
  token: string,
  { keys, now }: Emulator,
): Promise<JWTPayload> {
  const claims = await verify(keys, 'entra', token, now()).catch(() => undefined)
  const audience = String(claims?.aud).replace(/\/$/, '')
  if (claims && (audience === TEAMS_URI || audience === TEAMS_SERVICE_ID)) return claims
  throw invalidAccessToken()
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
