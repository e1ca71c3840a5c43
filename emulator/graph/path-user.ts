import type { JWTPayload } from 'jose'
import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, parameter } from '../core/http'
import { listUsers } from '../core/store/account-changes'
import { GraphError } from './errors'

/** The user of the token's tenant whom `{id}` of the path names, by object id or user principal name. */
export function findPathUser(
  request: EmulatorRequest,
  claims: JWTPayload,
  emulator: Emulator,
): User | undefined {
  const name = parameter(request, 'id').toLowerCase()
  return listUsers(emulator).find(
    ({ tenantId, objectId, username }) =>
      tenantId === claims.tid && (objectId === name || username.toLowerCase() === name),
  )
}

/** What Graph says of an object that the tenant doesn't have. */
export function unknownObject(name: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`,
  )
}
