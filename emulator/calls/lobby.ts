import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, readJsonAs } from '../core/http'
import { removeParticipant } from './remove-participant'
import { notInCall, requireInside } from './require-participant'
import { pushRoster, waiting } from './roster'

const bodySchema = z.strictObject({ participantId: z.string() })

/** POST /_emulator/calls/{call}/{participant}/admit: lets somebody in from the lobby. */
export async function admit(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { call, other } = await requireWaiting(request, emulator)
  other.isWaiting = false
  pushRoster(call)
  return empty(204)
}

/** POST /_emulator/calls/{call}/{participant}/reject: takes somebody out of the lobby. */
export async function reject(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { call, other } = await requireWaiting(request, emulator)
  removeParticipant(emulator.store, call, other, 'denied')
  return empty(204)
}

// The participant in the lobby that somebody in the call names. Throws 404 for others.
async function requireWaiting(request: EmulatorRequest, emulator: Emulator) {
  const { call } = await requireInside(request, emulator)
  const { participantId } = readJsonAs(request, bodySchema)
  const other = waiting(call).find(({ id }) => id === participantId)
  if (!other) throw notInCall()
  return { call, other }
}
