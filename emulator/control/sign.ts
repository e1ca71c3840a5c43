import * as z from 'zod'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, readJsonAs } from '../core/http'
import { KEY_NAMES, sign } from '../core/keys'
import { requireOwnOrigin } from './own-origin'

const bodySchema = z.strictObject({
  claims: z.record(z.string(), z.unknown()),
  header: z
    .looseObject({ alg: z.literal('RS256').optional(), kid: z.string().optional() })
    .default({}),
  key: z.enum(KEY_NAMES).default('entra'),
})

/** POST /_emulator/sign: any claims under a valid signature, for tests of what a verifier rejects. */
export function signToken(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireOwnOrigin(request)
  const { claims, header, key } = readJsonAs(request, bodySchema)
  return json(200, { token: sign(emulator.keys, key, claims, header) })
}
