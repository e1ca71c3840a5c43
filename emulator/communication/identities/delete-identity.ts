import { type Emulator, seconds } from '../../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse } from '../../core/http'
import { revokeIssued } from '../../core/issuance'
import { IDENTITY_VERSIONS, requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { requireOwnedIdentity } from './identities'
import { requireWithinLimit } from '../service-limits'

/** DELETE /identities/{id}: its tokens end with it. */
export async function deleteIdentity(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const resource = await requireResource(request, emulator)
  requireApiVersion(request, IDENTITY_VERSIONS)
  requireWithinLimit(resource, 'delete', emulator)
  const identity = requireOwnedIdentity(request, resource, emulator)
  identity.deleted = true
  revokeIssued(identity.tokens, seconds(emulator))
  return empty(204)
}
