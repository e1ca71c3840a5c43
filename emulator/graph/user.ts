import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, parameter } from '../core/http'
import { callerOf, requireAllUsers, requirePermission, requireToken } from './authenticate'
import { findPathUser, unknownObject } from './path-user'
import { userResource } from './user-resource'

/**
 * GET /v1.0/users/{object id or user principal name}, within the token's tenant: for a user by
 * scopes, for an app on its own by its roles.
 */
export async function user(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const claims = await requireToken(request, emulator)
  const caller = callerOf(claims, emulator)
  const found = findPathUser(request, claims, emulator)
  if (caller && found === caller.user) {
    requirePermission(caller.scopes, 'User.Read', 'User.ReadWrite', 'User.Read.All')
  } else requireAllUsers(claims, caller)
  if (found) return json(200, userResource(found, request, emulator))
  throw unknownObject(parameter(request, 'id'))
}
