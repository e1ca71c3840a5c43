import type { Emulator } from '../core/emulator'
import { type Answer, empty, type EmulatorRequest } from '../core/http'
import { removeParticipant } from './remove-participant'
import { requireWaiting } from './require-waiting'

/** POST /_emulator/calls/{call}/{participant}/reject: sends somebody away from the lobby. */
export async function reject(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const { call, other } = await requireWaiting(request, emulator)
  removeParticipant(emulator.store, call, other, 'denied')
  return empty(204)
}
