import type { Emulator } from '../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse } from '../core/http'
import { removeParticipant } from './remove-participant'
import { requireParticipant } from './require-participant'

/** POST /_emulator/calls/{call}/{participant}/leave: leaves the call at once. */
export async function leaveCall(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { call, participant } = await requireParticipant(request, emulator)
  removeParticipant(emulator.store, call, participant)
  return empty(204)
}
