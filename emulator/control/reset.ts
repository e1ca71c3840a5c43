import type { Emulator } from '../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, header } from '../core/http'
import { resetStore } from '../core/store/store'
import { requireOwnOrigin } from './own-origin'

/** POST /_emulator/reset: clears what happened; keeps keys, apps and users. The front page's button comes back to it. */
export function reset(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireOwnOrigin(request)
  resetStore(emulator.store, emulator.now())
  const fromPage = header(request, 'accept')?.includes('text/html')
  return fromPage ? empty(303, { location: '/' }) : empty(204)
}
