import type { JWTPayload } from 'jose'
import { JWKSNoMatchingKey, JWTClaimValidationFailed, JWTExpired } from 'jose/errors'
import { jwtVerify } from 'jose/jwt/verify'
import type { KeyName, KeyRing } from './keys'

/** The claims of a token that a key called `name` signed and that is in its time at `now` (milliseconds). Throws jose's errors. */
export async function verify(
  keys: KeyRing,
  name: KeyName,
  token: string,
  now: number,
): Promise<JWTPayload> {
  const findKey = ({ kid }: { kid?: string }) => {
    const key = keys[name].find((each) => each.kid === kid)
    if (key) return key.publicKey
    throw new JWKSNoMatchingKey()
  }
  const { payload } = await jwtVerify(token, findKey, {
    algorithms: ['RS256'],
    requiredClaims: ['exp'],
    currentDate: new Date(now),
  })
  return payload
}

/** Whether a token was rejected for being over, or for not having begun. */
export function isAboutTime(error: unknown): boolean {
  if (error instanceof JWTExpired) return true
  return error instanceof JWTClaimValidationFailed && error.claim === 'nbf'
}
