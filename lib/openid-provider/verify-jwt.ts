import 'server-only'
import { errors, type JWTHeaderParameters, jwtVerify } from 'jose'
import * as z from 'zod'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { providerKeys } from './keys'

// A key that verifies is public: with an algorithm of shared secrets anybody could sign by it.
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]

// OpenID Connect Core 1.0, section 2, for `sub`.
const common = z.looseObject({
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  exp: z.number(),
})

/** Claims of a JWT whose signature, issuer, audience and time are right. */
export type ProviderClaims = z.output<typeof common>

/**
 * Verifies a JWT of the provider for `audience`. Throws `token_invalid`, `token_expired`, or
 * `upstream_unavailable` without any keys.
 */
export async function verifyProviderJwt(
  token: string,
  audience: string,
): Promise<{ header: JWTHeaderParameters; claims: ProviderClaims }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, findKey, {
      algorithms: ALGORITHMS,
      issuer: env().openidProvider.issuer,
      audience,
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: 60,
    })
    return { header: protectedHeader, claims: common.parse(payload) }
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem(cause instanceof errors.JWTExpired ? 'token_expired' : 'token_invalid', {
      cause,
    })
  }
}

const findKey: Parameters<typeof jwtVerify>[1] = async (header, token) =>
  (await providerKeys.find(header, token)).key

/** What a token that isn't right becomes, with what the log says of it. */
export function refuse(reason: string): Problem {
  return new Problem('token_invalid', { cause: new Error(reason) })
}
