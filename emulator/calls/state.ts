import { z } from 'zod'
import type { Emulator } from '../core/emulator'
import { type Answer, empty, type EmulatorRequest, readJsonAs } from '../core/http'
import { pushRoster } from './roster'
import { requireParticipant } from './require-caller'

export const participantState = z.strictObject({
  isMuted: z.boolean(),
  isCameraOn: z.boolean(),
  isSharing: z.boolean(),
  isHandRaised: z.boolean(),
})

/** PUT /_emulator/calls/{call}/{participant}/state: what the others see of one; also how a renewed token is shown. */
export async function changeState(request: EmulatorRequest, emulator: Emulator): Promise<Answer> {
  const { call, participant } = await requireParticipant(request, emulator)
  participant.state = readJsonAs(request, participantState)
  pushRoster(call)
  return empty(204)
}
