import type { Emulator } from '../emulator'
import { type Answer, empty, type EmulatorRequest } from '../http'
import { resetStore } from '../store'
import { requireOwnOrigin } from './own-origin'

/** POST /_emulator/reset: forgets what happened; keeps keys, apps and users. */
export function reset(request: EmulatorRequest, emulator: Emulator): Answer {
  requireOwnOrigin(request, emulator)
  resetStore(emulator.store, emulator.now())
  return empty(204)
}
