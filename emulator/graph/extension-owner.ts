import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, parameter } from '../core/http'
import {
  callerOf,
  requireDirectoryPermission,
  requireGraphCaller,
  requirePermission,
  requireToken,
} from './authenticate'
import { findPathUser, unknownObject } from './path-user'

/** Whose extensions a request is about, and through which app. */
export interface ExtensionOwner {
  user: User
  appId: string
}

// Source: https://learn.microsoft.com/graph/api/opentypeextension-update, -get and -delete.
const EVERYBODY = {
  read: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  write: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
}
const ONESELF = {
  read: ['User.Read', 'User.ReadWrite', ...EVERYBODY.read],
  write: ['User.ReadWrite', ...EVERYBODY.write],
}

/**
 * The user that the path names, or for `/me` the signed-in one. Somebody else's extensions are for
 * apps by themselves, and for administrators. Throws 401, 403 or 404.
 */
export async function requireExtensionOwner(
  request: EmulatorRequest,
  emulator: Emulator,
  access: 'read' | 'write',
): Promise<ExtensionOwner> {
  if (!request.parameters.has('id')) {
    const caller = await requireGraphCaller(request, emulator)
    requirePermission(caller.scopes, ...ONESELF[access])
    return caller
  }
  const claims = await requireToken(request, emulator)
  const caller = callerOf(claims, emulator)
  const user = findPathUser(request, claims, emulator)
  if (caller && caller.user === user) requirePermission(caller.scopes, ...ONESELF[access])
  else requireDirectoryPermission(claims, caller, ...EVERYBODY[access])
  if (user) return { user, appId: String(claims.appid) }
  throw unknownObject(parameter(request, 'id'))
}
