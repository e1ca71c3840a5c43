import * as z from 'zod'
import { checkAccessToken } from '../communication/identities/access-token'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, readJsonAs } from '../core/http'
import { requireOwnOrigin } from './own-origin'

const bodySchema = z.strictObject({ token: z.string() })

/** POST /_emulator/check-token: who holds an ACS token and with which scopes, as the services behind ACS would find. */
export async function checkToken(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  requireOwnOrigin(request)
  const holder = await checkAccessToken(readJsonAs(request, bodySchema).token, emulator)
  return json(200, holder ? { valid: true, ...holder } : { valid: false })
}
