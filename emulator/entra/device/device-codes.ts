import { randomBytes, randomInt } from 'node:crypto'
import type { Emulator } from '../../core/emulator'
import type { DeviceCode, Grant } from '../../core/store/records'
import { EntraError } from '../errors'

/** Seconds: entra-docs, v2-oauth2-device-code.md. */
export const LIFETIME = 900

// Nothing that is read as something else.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A code for the device, and in its record a shorter one for the person. */
export function issueDeviceCode(
  details: Pick<DeviceCode, 'clientId' | 'scope' | 'tenantId'>,
  { store, now }: Emulator,
): { deviceCode: string; userCode: string } {
  const life = LIFETIME * 1000
  for (const [code, { expiresAt }] of store.deviceCodes) {
    // An expired one is kept as long again: polling should say why it fails.
    if (expiresAt + life < now()) store.deviceCodes.delete(code)
  }
  const deviceCode = randomBytes(100).toString('base64url')
  const userCode = Array.from({ length: 9 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const state = { declined: false, grant: undefined, redeemed: false }
  store.deviceCodes.set(deviceCode, { ...details, ...state, userCode, expiresAt: now() + life })
  return { deviceCode, userCode }
}

/** The device that waits for what a person enters, if there is one. */
export function findWaitingDevice(
  entered: string,
  { store, now }: Emulator,
): DeviceCode | undefined {
  const userCode = entered.replace(/[\s-]/g, '').toUpperCase()
  return [...store.deviceCodes.values()].find((device) => {
    const isOpen = !device.declined && !device.grant && now() < device.expiresAt
    return isOpen && device.userCode === userCode
  })
}

/**
 * What a person has let a device have. Throws AADSTS70018 for an unknown code or another client's,
 * 70020 for an expired one, 70016 while nobody has signed in, 54005 once it was redeemed, 65004 as
 * `authorization_declined`.
 */
export function requireDeviceGrant(
  code: string,
  clientId: string,
  { store, now }: Emulator,
): { device: DeviceCode; grant: Grant } {
  const device = store.deviceCodes.get(code)
  if (device?.clientId !== clientId) throw new EntraError(70018)
  if (device.redeemed) throw new EntraError(54005)
  if (device.expiresAt <= now()) throw new EntraError(70020)
  if (device.declined) throw new EntraError(65004, '', { error: 'authorization_declined' })
  if (!device.grant) throw new EntraError(70016)
  return { device, grant: device.grant }
}
