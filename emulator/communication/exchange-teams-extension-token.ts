import type { Emulator } from '../emulator'
import { type Answer, bearerToken, type EmulatorRequest, json } from '../http'
import { issueIdentityToken } from './access-token'
import { requireApiVersion } from './api-version'
import { ensureIdentity } from './identities'
import { requireTeamsAccess, verifyTeamsToken } from './teams-token'

const SCOPE = 'TeamsExtension.ManageCalls'

/**
 * POST /access/teamsExtension/:exchangeAccessToken: Teams Phone. The caller is the Teams user, by
 * Entra token; the identity's id is made of the resource, the tenant and the user.
 */
export async function exchangeTeamsExtensionToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Answer> {
  const claims = await verifyTeamsToken(bearerToken(request) ?? '', emulator)
  requireApiVersion(request, '2025-06-30')
  requireTeamsAccess(claims, [SCOPE], emulator)
  const [resource] = emulator.config.resources
  if (!resource) throw new Error('There is no ACS resource.')
  const id = `8:acs:${resource.resourceId}_${String(claims.tid)}_${String(claims.oid)}`
  const identity = ensureIdentity(id, resource, emulator)
  const wanted = { scopes: ['voip'], expiresInMinutes: 1440 }
  return json(200, {
    identity: { id },
    accessToken: await issueIdentityToken(identity, wanted, emulator),
  })
}
