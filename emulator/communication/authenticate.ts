import type { JWTPayload } from 'jose'
import type { CommunicationResource } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { COMMUNICATION_URI } from '../entra/tokens/resources'
import { bearerToken, type EmulatorRequest } from '../core/http'
import { verify } from '../core/verify'
import { denied } from './errors'
import { verifySignature } from './signature'

/**
 * The resource a request manages, by its access key or by Entra (managed identity). A Bearer token
 * names no resource: it means the first that its principal may manage. Throws a 401.
 */
export async function requireResource(
  request: EmulatorRequest,
  { config, keys, now, machineTime }: Emulator,
): Promise<CommunicationResource> {
  const token = bearerToken(request)
  if (token === undefined) return verifySignature(request, config.resources, [now(), machineTime()])
  const claims = await verify(keys, 'entra', token, now()).catch(() => undefined)
  if (!claims || String(claims.aud).replace(/\/$/, '') !== COMMUNICATION_URI) throw denied()
  const resource = config.resources.find((each) => mayManage(claims, each))
  if (!resource) throw denied()
  return resource
}

// The service checks the tenant and the Azure role: https://github.com/Azure/azure-sdk-for-js/issues/22312
function mayManage(claims: JWTPayload, { tenantId, roleAssignments }: CommunicationResource) {
  const assigned = principals(claims).some((id) => roleAssignments.includes(id))
  return assigned && tenantId === claims.tid
}

// An app that acts for a user has the user's roles, not its own.
function principals({ oid, appid, idtyp }: JWTPayload): string[] {
  return (idtyp === 'app' ? [oid, appid] : [oid]).map(String)
}
