import type { JWTPayload } from 'jose'
import type { CommunicationResource } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { bearerToken, type EmulatorRequest, type EmulatorResponse, json } from '../../core/http'
import { CLIENTS_SERVICE_ID, CLIENTS_URI } from '../../entra/tokens/resources'
import { ENTRA_USER_VERSIONS, requireApiVersion } from '../api-version'
import { CommunicationError } from '../errors'
import { issueEntraUserToken } from '../identities/access-token'
import { ensureIdentity } from '../identities/identities'
import { requireWithinLimit } from '../service-limits'
import { verifyUserToken } from '../user-token'

const SCOPES = ['VoIP', 'VoIP.Join']

/**
 * POST /access/entra/:exchangeAccessToken (preview): an Entra user's own token for ACS. It allows what the
 * Entra token does, as long as that. Source: azure-docs, concepts/identity-model.md.
 */
export async function exchangeEntraToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const token = bearerToken(request) ?? ''
  const claims = await verifyUserToken(token, [CLIENTS_URI, CLIENTS_SERVICE_ID], emulator)
  requireApiVersion(request, ENTRA_USER_VERSIONS)
  const scopes = grantedScopes(claims)
  const resource = findAssignedResource(claims, emulator)
  requireWithinLimit(resource, 'exchange', emulator)
  const id = `8:acs:${resource.resourceId}_wf_${String(claims.tid)}_${String(claims.oid)}`
  const identity = ensureIdentity(id, resource, emulator)
  const accessToken = issueEntraUserToken(identity, scopes, claims, emulator)
  return json(200, { identity: { id }, accessToken })
}

// ACS's own scopes have the same names, in small letters.
function grantedScopes({ scp }: JWTPayload): string[] {
  const scopes = String(scp)
    .split(' ')
    .filter((scope) => SCOPES.includes(scope))
  if (scopes.length > 0) return scopes.map((scope) => scope.toLowerCase())
  throw new CommunicationError(403, 'Forbidden', 'The access token lacks the scope.')
}

// The owner of a resource must have let the user in, or the tenant, through the app that got the token.
function findAssignedResource(
  { tid, oid, appid, azp }: JWTPayload,
  { config, store }: Emulator,
): CommunicationResource {
  const client = String(appid ?? azp)
  const assignment = [...store.entraAssignments.values()].find(
    ({ principalType, tenantId, objectId, clientIds }) => {
      const isMeant = principalType === 'tenant' || (principalType === 'user' && objectId === oid)
      return isMeant && tenantId === tid && clientIds.includes(client)
    },
  )
  const resource = config.resources.find(({ resourceId }) => resourceId === assignment?.resourceId)
  if (resource) return resource
  throw new CommunicationError(403, 'Forbidden', 'The user is not assigned to the resource.')
}
