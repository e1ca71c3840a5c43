import type { Emulator } from '../core/emulator'
import { type Answer, empty, type EmulatorRequest } from '../core/http'
import { pushRoster } from './local-call'
import { requireWaiting } from './require-waiting'

/** POST /_emulator/calls/{call}/{participant}/admit: lets somebody in from the lobby. */
export async function admit(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const { call, other } = await requireWaiting(request, emulator)
  other.isWaiting = false
  pushRoster(call)
  return empty(204)
}
