import { importJWK, jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose'
import samples from './sample-keys.json' with { type: 'json' }

/** `foreign` is published nowhere: it signs what a verifier must refuse. */
export const KEY_NAMES = ['entra', 'acs', 'foreign'] as const

export type KeyName = (typeof KEY_NAMES)[number]

const { kty, use, kid, x5t, n, e, x5c } = samples.entra

/** The public half of the Entra key, as a key server shows it. */
export const publishedKey = { kty, use, kid, x5t, n, e, x5c }

const keys = {
  entra: await importPair(samples.entra),
  acs: await importPair(samples.acs),
  foreign: await importPair(samples.foreign),
}

async function importPair(jwk: JWK & { kty: string }) {
  const { kty, n, e } = jwk
  return {
    privateKey: await importJWK(jwk, 'RS256'),
    publicKey: await importJWK({ kty, n, e } as JWK, 'RS256'),
  }
}

/** Parameters to add to a token's header. */
export type ExtraHeader = Record<string, unknown> & { kid?: string | undefined }

/** Signs any claims as they are, RS256. `header` may replace `kid` or add parameters. */
export async function sign(
  key: KeyName,
  claims: JWTPayload,
  header: ExtraHeader = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({
      typ: 'JWT',
      ...header,
      alg: 'RS256',
      kid: header.kid ?? samples[key].kid,
    })
    .sign(keys[key].privateKey)
}

/** The claims of a token that `key` signed and that is in its time at `now` (milliseconds). Throws jose's errors. */
export async function verify(key: KeyName, token: string, now: number): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys[key].publicKey, {
    algorithms: ['RS256'],
    requiredClaims: ['exp'],
    currentDate: new Date(now),
  })
  return payload
}
