import * as z from 'zod'
import { appliesLimits } from '../communication/service-limits'
import { secondFactorSchema } from '../core/config/config-schema'
import type { Emulator } from '../core/emulator'
import { secondFactorOf } from '../entra/authorize/multi-factor'
import { type EmulatorRequest, type EmulatorResponse, json, readJsonAs } from '../core/http'
import { requireOwnOrigin } from './own-origin'
import { requireAccount } from './require-account'

const bodySchema = z.strictObject({
  serviceLimits: z.boolean().optional(),
  /** By username. */
  secondFactor: z.record(z.string(), secondFactorSchema).optional(),
})

/** GET /_emulator/settings: what may change while the emulator runs. */
export function showSettings(_request: unknown, emulator: Emulator): EmulatorResponse {
  const secondFactors = emulator.config.users.map((user) => [
    user.username,
    secondFactorOf(user, emulator),
  ])
  return json(200, {
    serviceLimits: appliesLimits(emulator),
    secondFactor: Object.fromEntries(secondFactors) as object,
  })
}

/** POST /_emulator/settings: changes what the body names, until the next reset; returns all settings. */
export function changeSettings(request: EmulatorRequest, emulator: Emulator): EmulatorResponse {
  requireOwnOrigin(request)
  const { serviceLimits, secondFactor = {} } = readJsonAs(request, bodySchema)
  const changes = Object.entries(secondFactor).map(([username, value]) => {
    const { objectId } = requireAccount(emulator.config, username)
    return [objectId, value] as const
  })
  for (const [objectId, value] of changes) emulator.store.secondFactors.set(objectId, value)
  if (serviceLimits !== undefined) emulator.store.serviceLimits = serviceLimits
  return showSettings(request, emulator)
}
