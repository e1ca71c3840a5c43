import { randomUUID } from 'node:crypto'
import type { CommunicationResource } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { type EmulatorRequest, parameter } from '../../core/http'
import { newIssuance } from '../../core/issuance'
import type { Identity } from '../../core/store/records'
import { CommunicationError } from '../errors'

/** Makes an identity with an id of its own. */
export function addIdentity(resource: CommunicationResource, emulator: Emulator): Identity {
  return ensureIdentity(`8:acs:${resource.resourceId}_${randomUUID()}`, resource, emulator)
}

/** The identity with a given id, made if it isn't there, or if it was deleted. */
export function ensureIdentity(
  id: string,
  { resourceId }: CommunicationResource,
  { store, now }: Emulator,
): Identity {
  const known = store.identities.get(id)
  if (known) {
    known.deleted = false
    return known
  }
  const identity: Identity = {
    id,
    resourceId,
    createdAt: now(),
    deleted: false,
    tokensIssued: 0,
    tokens: newIssuance(),
  }
  store.identities.set(id, identity)
  return identity
}

/** The identity in the path. Throws 401 IdentityNotOwned if it is another resource's, unknown or deleted. */
export function requireOwnedIdentity(
  request: EmulatorRequest,
  { resourceId }: CommunicationResource,
  { store }: Emulator,
): Identity {
  const identity = store.identities.get(parameter(request, 'id'))
  if (identity?.resourceId === resourceId && !identity.deleted) return identity
  throw new CommunicationError(
    401,
    'IdentityNotOwned',
    "Provided identity doesn't belong to the resource.",
  )
}
