import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import { empty, type EmulatorRequest, type EmulatorResponse, readJsonAs } from '../core/http'
import type { Operation } from '../core/operations'
import { requireOwnOrigin } from './own-origin'

const bodySchema = (operations: readonly Operation[]) =>
  z
    .strictObject({
      operation: z.enum([...operations, '*']),
      times: z.number().int().min(1).default(1),
      status: z.number().int().min(200).max(599).optional(),
      code: z.string().optional(),
      retryAfter: z.number().int().min(0).optional(),
      delayMs: z.number().int().min(0).max(600_000).optional(),
      drop: z.enum(['before', 'after']).optional(),
      body: z.json().optional(),
    })
    .refine(
      ({ status, code, retryAfter, body }) =>
        status !== undefined || [code, retryAfter, body].every((value) => value === undefined),
      { error: 'code, retryAfter and body need a status' },
    )
    .refine(({ status, body }) => status === undefined || status >= 400 || body !== undefined, {
      error: 'a status below 400 needs a body to respond with',
    })
    .refine((fault) => fault.status ?? fault.delayMs ?? fault.drop, {
      error: 'one of status, delayMs and drop is needed',
    })

/** POST /_emulator/faults: lets the next requests of one of the operations go wrong. */
export function setFault(
  request: EmulatorRequest,
  emulator: Emulator,
  operations: readonly Operation[],
): EmulatorResponse {
  requireOwnOrigin(request)
  emulator.store.faults.push(readJsonAs(request, bodySchema(operations)))
  return empty(204)
}

/** DELETE /_emulator/faults */
export function clearFaults(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireOwnOrigin(request)
  emulator.store.faults = []
  return empty(204)
}
