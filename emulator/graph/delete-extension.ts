import type { Emulator } from '../core/emulator'
import { type Answer, type EmulatorRequest, empty } from '../core/http'
import { requireCaller, requirePermission } from './authenticate'
import { requireExtension } from './extensions'

/** DELETE /v1.0/me/extensions/{name} */
export async function deleteExtension(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<Answer> {
  const caller = await requireCaller(request, emulator)
  requirePermission(caller.scopes, 'User.ReadWrite')
  const extension = requireExtension(request, caller.user, emulator)
  const { extensions } = emulator.store
  extensions.splice(extensions.indexOf(extension), 1)
  return empty(204)
}
