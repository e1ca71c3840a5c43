import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../../core/http'
import { issueIdentityToken } from './access-token'
import { IDENTITY_VERSIONS, requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { requireOwnedIdentity } from './identities'
import { requireWithinLimit } from '../service-limits'
import { readIssueOptions } from './token-options'

/** POST /identities/{id}/:issueAccessToken */
export async function issueAccessToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const resource = await requireResource(request, emulator)
  const version = requireApiVersion(request, IDENTITY_VERSIONS)
  requireWithinLimit(resource, 'issue', emulator)
  const wanted = readIssueOptions(request, version)
  const identity = requireOwnedIdentity(request, resource, emulator)
  return json(200, issueIdentityToken(identity, wanted, emulator))
}
