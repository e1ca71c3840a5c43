import type { Emulator } from '../core/emulator'
import { type Answer, empty, type EmulatorRequest } from '../core/http'
import { removeParticipant } from './remove-participant'
import { requireParticipant } from './require-caller'

/** POST /_emulator/calls/{call}/{participant}/leave: goes, at once. */
export async function leaveCall(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const { call, participant } = await requireParticipant(request, emulator)
  removeParticipant(emulator.store, call, participant)
  return empty(204)
}
