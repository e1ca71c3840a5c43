import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { requireGraphCaller, requirePermission } from './authenticate'
import { userResource } from './user-resource'

/** GET /v1.0/me */
export async function me(request: EmulatorRequest, emulator: Emulator): Promise<EmulatorResponse> {
  const caller = await requireGraphCaller(request, emulator)
  requirePermission(caller.scopes, 'User.Read', 'User.ReadWrite', 'User.Read.All')
  return json(200, userResource(caller.user, request, emulator))
}
