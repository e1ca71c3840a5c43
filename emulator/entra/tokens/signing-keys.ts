import type { Emulator } from '../../core/emulator'
import { type Answer, type EmulatorRequest, json } from '../../core/http'
import { issuer, requireAuthority } from '../tenants'

/** The keys that verify Entra's tokens. ACS publishes none: its tokens are opaque to clients. */
export function signingKeys(request: EmulatorRequest, emulator: Emulator): Answer {
  const { tenant } = requireAuthority(request, emulator.config)
  const keys = emulator.keys.entra.map(({ published }) => ({
    ...published,
    issuer: issuer(emulator.origin, tenant?.id),
  }))
  return json(200, { keys })
}
