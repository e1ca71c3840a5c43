import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, readJsonAs } from '../core/http'
import { inside, push } from './roster'
import { notInCall, requireInside } from './require-participant'

const bodySchema = z.strictObject({
  /** A participant; everybody else where it is left out. */
  to: z.string().optional(),
  data: z.unknown(),
})

/** POST /_emulator/calls/{call}/{participant}/signal: hands `data` on as it is, between people in the call. */
export async function signal(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { call, participant } = await requireInside(request, emulator)
  const { to, data } = readJsonAs(request, bodySchema)
  const others = inside(call).filter(({ id }) => id !== participant.id)
  const receivers = to === undefined ? others : others.filter(({ id }) => id === to)
  if (to !== undefined && receivers.length === 0) throw notInCall()
  for (const receiver of receivers) push(receiver, 'signal', { from: participant.id, data })
  return empty(204)
}
