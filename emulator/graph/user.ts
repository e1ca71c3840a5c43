import type { Emulator } from '../emulator'
import { type Answer, type EmulatorRequest, json, parameter } from '../http'
import { requireCaller, requireScope } from './authenticate'
import { GraphError } from './errors'
import { userResource } from './user-resource'

/** GET /v1.0/users/{object id or user principal name}, within the caller's tenant. */
export async function user(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const caller = await requireCaller(request, emulator)
  const name = parameter(request, 'id').toLowerCase()
  const found = emulator.config.users.find(
    ({ tenantId, objectId, username }) =>
      tenantId === caller.user.tenantId && (objectId === name || username.toLowerCase() === name),
  )
  if (found === caller.user) requireScope(caller, 'User.Read', 'User.ReadWrite', 'User.Read.All')
  else requireScope(caller, 'User.ReadBasic.All', 'User.Read.All')
  if (found) return json(200, userResource(found, request, emulator))
  throw new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${name}' does not exist or one of its queried reference-property objects are not present.`,
  )
}
