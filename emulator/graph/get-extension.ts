import type { Emulator } from '../core/emulator'
import { type Answer, type EmulatorRequest, json } from '../core/http'
import { requireCaller, requirePermission } from './authenticate'
import { extensionResource } from './extension-resource'
import { extensionContext, requireExtension } from './extensions'

/** GET /v1.0/me/extensions/{name} */
export async function getExtension(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const caller = await requireCaller(request, emulator)
  requirePermission(caller.scopes, 'User.Read', 'User.ReadWrite')
  const extension = requireExtension(request, caller.user, emulator)
  return json(200, { ...extensionContext(caller.user, emulator), ...extensionResource(extension) })
}
