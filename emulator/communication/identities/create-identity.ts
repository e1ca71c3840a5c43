import type { Emulator } from '../../core/emulator'
import { type Answer, type EmulatorRequest, json } from '../../core/http'
import { issueIdentityToken } from './access-token'
import { requireApiVersion } from '../api-version'
import { requireResource } from '../authenticate'
import { addIdentity } from './identities'
import { requireWithinLimit } from '../service-limits'
import { readCreateRequest } from './token-request'

/** POST /identities: a new identity, with a first token if the body names scopes. */
export async function createIdentity(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Answer> {
  const resource = await requireResource(request, emulator)
  const version = requireApiVersion(request)
  const wanted = readCreateRequest(request, version)
  requireWithinLimit(resource, wanted ? 'createWithToken' : 'create', emulator)
  const identity = addIdentity(resource, emulator)
  return json(201, {
    identity: { id: identity.id },
    ...(wanted && { accessToken: issueIdentityToken(identity, wanted, emulator) }),
  })
}
