import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import {
  type EmulatorRequest,
  type EmulatorResponse,
  json,
  readJsonAs,
  RequestError,
} from '../core/http'
import { requireOwnOrigin } from './own-origin'

const TEN_YEARS = 10 * 365 * 24 * 60 * 60

const bodySchema = z.strictObject({ advanceSeconds: z.int().min(1).max(TEN_YEARS) })

/** GET /_emulator/clock: what time it is here, and how far ahead of the machine's that is. */
export function showClock(_request: unknown, { now, clock }: Emulator): EmulatorResponse {
  return json(200, { now: new Date(now()).toISOString(), aheadSeconds: clock.aheadMs / 1000 })
}

/**
 * POST /_emulator/clock: puts the clock forward, so that tokens, codes, sessions and windows end. It never
 * goes back, not by a reset either: what has expired would be valid again.
 */
export function advanceClock(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireOwnOrigin(request)
  const { advanceSeconds } = readJsonAs(request, bodySchema)
  const aheadMs = emulator.clock.aheadMs + advanceSeconds * 1000
  if (aheadMs > TEN_YEARS * 1000) {
    throw new RequestError(400, 'BadRequest', 'The clock can be ten years ahead at the most.')
  }
  emulator.clock.aheadMs = aheadMs
  return showClock(request, emulator)
}
