import type { JWTPayload } from 'jose'
import type { CommunicationResource } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { bearerToken, type EmulatorRequest, type EmulatorResponse, json } from '../../core/http'
import { assignmentKey } from '../../core/store/store'
import { issueIdentityToken } from '../identities/access-token'
import { IDENTITY_VERSIONS, requireApiVersion } from '../api-version'
import { CommunicationError } from '../errors'
import { ensureIdentity } from '../identities/identities'
import { requireWithinLimit } from '../service-limits'
import { requireTeamsAccess, verifyTeamsToken } from './teams-token'

const SCOPE = 'TeamsExtension.ManageCalls'

/**
 * POST /access/teamsExtension/:exchangeAccessToken: Teams Phone. The caller is the Teams user, by
 * Entra token; the identity's id is made of the resource, the tenant and the user.
 */
export async function exchangeTeamsExtensionToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const claims = await verifyTeamsToken(bearerToken(request) ?? '', emulator)
  requireApiVersion(request, IDENTITY_VERSIONS, '2025-06-30')
  const [resource] = emulator.config.resources
  if (!resource) throw new Error('There is no ACS resource.')
  requireWithinLimit(resource, 'exchange', emulator)
  requireTeamsAccess(claims, [SCOPE], emulator)
  requireAssigned(claims, resource, emulator)
  const id = `8:acs:${resource.resourceId}_${String(claims.tid)}_${String(claims.oid)}`
  const identity = ensureIdentity(id, resource, emulator)
  const wanted = { scopes: ['voip'], expiresInMinutes: 1440 }
  return json(200, {
    identity: { id },
    accessToken: issueIdentityToken(identity, wanted, emulator),
  })
}

// The resource's owner must have let the user in, through the app that got the token.
function requireAssigned(
  { tid, oid, appid, azp }: JWTPayload,
  { resourceId }: CommunicationResource,
  { store }: Emulator,
): void {
  const place = { resourceId, tenantId: String(tid), objectId: String(oid) }
  const assignment = store.assignments.get(assignmentKey(place))
  const isUser = assignment?.principalType.toLowerCase() === 'user'
  const client = String(appid ?? azp)
  if (isUser && assignment.clientIds?.some((id) => id.toLowerCase() === client)) return
  throw new CommunicationError(403, 'Forbidden', 'The user is not assigned to the resource.')
}
