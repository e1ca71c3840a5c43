import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json } from '../core/http'
import { rotateEntraKey } from '../core/keys'
import { requireOwnOrigin } from './own-origin'

/** POST /_emulator/rotate-key: lets a new key sign Entra's tokens. The older ones stay published. */
export async function rotateKey(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  requireOwnOrigin(request)
  return json(200, { kid: await rotateEntraKey(emulator.keys) })
}
