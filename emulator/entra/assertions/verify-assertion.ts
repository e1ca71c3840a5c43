import type { KeyObject } from 'node:crypto'
import type { JWTPayload, JWTVerifyGetKey, ProtectedHeaderParameters } from 'jose'
import { JWTClaimValidationFailed } from 'jose/errors'
import { jwtVerify } from 'jose/jwt/verify'
import type { Emulator } from '../../core/emulator'
import { isAboutTime } from '../../core/verify'
import { EntraError } from '../errors'

// Seconds. MSAL rounds its time up, and dates the beginning by it.
const LEEWAY = 300

/** A client assertion, taken apart before anything about it is believed. */
export interface ClientAssertion {
  text: string
  header: ProtectedHeaderParameters
  claims: JWTPayload
}

/**
 * Checks an assertion's signature and time: by the emulator's clock or by the machine's, which is the
 * client's. Throws AADSTS700024 for the time, 50027 when `required` claims are missing, 700027 for the
 * signature; what `key` throws is passed on.
 */
export async function verifyAssertion(
  text: string,
  key: KeyObject | JWTVerifyGetKey,
  required: string[],
  { now, machineTime }: Emulator,
): Promise<void> {
  const getKey = typeof key === 'function' ? key : () => key
  const check = (time: number) =>
    jwtVerify(text, getKey, {
      algorithms: ['RS256', 'PS256'],
      requiredClaims: required,
      clockTolerance: LEEWAY,
      currentDate: new Date(time),
    })
  try {
    await check(now()).catch((error: unknown) => {
      if (isAboutTime(error)) return check(machineTime())
      throw error
    })
  } catch (error) {
    if (error instanceof EntraError) throw error
    if (isAboutTime(error)) throw new EntraError(700024)
    if (error instanceof JWTClaimValidationFailed) {
      throw new EntraError(50027, `the claim '${error.claim}' is missing.`)
    }
    throw new EntraError(700027, 'The signature does not match.')
  }
}
