import type { Emulator } from '../core/emulator'
import { type Answer, type EmulatorRequest, json } from '../core/http'
import { requireCaller, requirePermission } from './authenticate'
import { userResource } from './user-resource'

/** GET /v1.0/me */
export async function me(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const caller = await requireCaller(request, emulator)
  requirePermission(caller.scopes, 'User.Read', 'User.ReadWrite', 'User.Read.All')
  return json(200, userResource(caller.user, request, emulator))
}
