import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, readJsonAs } from '../core/http'
import { pushRoster } from './roster'
import { requireParticipant } from './require-participant'

export const participantState = z.strictObject({
  isMuted: z.boolean(),
  isCameraOn: z.boolean(),
  isSharing: z.boolean(),
  isHandRaised: z.boolean(),
})

/** PUT /_emulator/calls/{call}/{participant}/state: what the others see of one; also how a renewed token is shown. */
export async function changeState(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { call, participant } = await requireParticipant(request, emulator)
  participant.state = readJsonAs(request, participantState)
  pushRoster(call)
  return empty(204)
}
