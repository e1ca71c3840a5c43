import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  json,
  parameter,
  readJsonAs,
  RequestError,
} from '../core/http'
import type { CallParticipant, LocalCall } from '../core/store/local-call'
import { removeUnlessListening } from './events'
import { requireTokenHolder } from './require-participant'
import { inside, isMeeting, MOST_PARTICIPANTS, pushRoster } from './roster'
import { participantState } from './state'

const bodySchema = z.strictObject({
  displayName: z.string().trim().min(1).max(100),
  state: participantState,
})

/**
 * POST /_emulator/calls/{call}/join: a place in a call, kept for who then listens to its events. In a
 * meeting (`meeting:…`) everyone but the first waits to be admitted.
 */
export async function joinCall(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { holderId, token } = await requireTokenHolder(request, emulator)
  const { displayName, state } = readJsonAs(request, bodySchema)
  const call = ensureCall(parameter(request, 'call'), emulator)
  if (call.participants.size >= MOST_PARTICIPANTS) {
    throw new RequestError(409, 'CallFull', `${MOST_PARTICIPANTS} people are in this call.`)
  }
  const participant: CallParticipant = {
    id: randomUUID(),
    holderId,
    name: displayName,
    order: call.joined++,
    isWaiting: isMeeting(call) && inside(call).length > 0,
    state,
    token,
    stream: undefined,
    pushed: [],
  }
  call.participants.set(participant.id, participant)
  pushRoster(call)
  removeUnlessListening(emulator, call, participant)
  return json(201, { participantId: participant.id, isWaiting: participant.isWaiting })
}

function ensureCall(id: string, { store }: Emulator): LocalCall {
  const call = store.calls.get(id) ?? { id, participants: new Map(), joined: 0 }
  store.calls.set(id, call)
  return call
}
