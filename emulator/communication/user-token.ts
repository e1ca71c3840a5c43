import type { JWTPayload } from 'jose'
import type { Emulator } from '../core/emulator'
import { verify } from '../core/verify'
import { invalidAccessToken } from './errors'

/** The claims of an Entra token for one of the audiences, to be exchanged. Throws 401 InvalidAccessToken. */
export async function verifyUserToken(
  token: string,
  audiences: readonly string[],
  { keys, now }: Emulator,
): Promise<JWTPayload> {
  const claims = await verify(keys, 'entra', token, now()).catch(() => undefined)
  if (claims && audiences.includes(String(claims.aud).replace(/\/$/, ''))) return claims
  throw invalidAccessToken()
}
