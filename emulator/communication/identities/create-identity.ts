import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../../core/http'
import { issueIdentityToken } from './access-token'
import { IDENTITY_VERSIONS, requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { addIdentity } from './identities'
import { requireWithinLimit } from '../service-limits'
import { readCreateOptions } from './token-options'

/** POST /identities: a new identity, with a first token if the body names scopes. */
export async function createIdentity(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const resource = await requireResource(request, emulator)
  const version = requireApiVersion(request, IDENTITY_VERSIONS)
  const wanted = readCreateOptions(request, version)
  requireWithinLimit(resource, wanted ? 'createWithToken' : 'create', emulator)
  const identity = addIdentity(resource, emulator)
  return json(201, {
    identity: { id: identity.id },
    ...(wanted && { accessToken: issueIdentityToken(identity, wanted, emulator) }),
  })
}
