import { type Emulator, seconds } from '../../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse } from '../../core/http'
import { revokeIssued } from '../../core/issuance'
import { IDENTITY_VERSIONS, requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { requireOwnedIdentity } from './identities'
import { requireWithinLimit } from '../service-limits'

/** POST /identities/{id}/:revokeAccessTokens: ends every token issued so far, here at once. */
export async function revokeAccessTokens(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const resource = await requireResource(request, emulator)
  requireApiVersion(request, IDENTITY_VERSIONS)
  requireWithinLimit(resource, 'revoke', emulator)
  const identity = requireOwnedIdentity(request, resource, emulator)
  revokeIssued(identity.tokens, seconds(emulator))
  return empty(204)
}
