import { z } from 'zod'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, readJsonAs } from '../core/http'
import { waiting } from './local-call'
import { notInCall, requireInside } from './require-caller'

const bodySchema = z.strictObject({ participantId: z.string() })

/** Whom somebody in the call speaks of: one who waits in the lobby. Throws 404 for others. */
export async function requireWaiting(request: EmulatorRequest, emulator: Emulator) {
  const { call } = await requireInside(request, emulator)
  const { participantId } = readJsonAs(request, bodySchema)
  const other = waiting(call).find(({ id }) => id === participantId)
  if (!other) throw notInCall()
  return { call, other }
}
