import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign as signBytes,
} from 'node:crypto'
import { promisify } from 'node:util'
import type { JWTPayload } from 'jose'
import samples from './config/sample-keys.json' with { type: 'json' }

/** `foreign` is published nowhere: it signs what a verifier must reject. */
export const KEY_NAMES = ['entra', 'acs', 'oidc', 'foreign'] as const

export type KeyName = (typeof KEY_NAMES)[number]

interface SigningKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
  /** The public half as a key server shows it. */
  published: Record<string, unknown>
}

/** The keys of one emulator. The newest of a name comes first and signs; all of them verify. */
export type KeyRing = Record<KeyName, [SigningKey, ...SigningKey[]]>

const sampleKeys = {
  entra: readSample(samples.entra),
  acs: readSample(samples.acs),
  oidc: readSample(samples.oidc),
  foreign: readSample(samples.foreign),
}

function readSample(jwk: JsonWebKey & { kid: string }): SigningKey {
  const { kty, use, kid, x5t, n, e, x5c } = jwk
  return {
    kid,
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
    publicKey: createPublicKey({ key: jwk, format: 'jwk' }),
    published: { kty, use, kid, x5t, n, e, x5c },
  }
}

/** A ring with the sample keys, the same at each start. */
export function createKeyRing(): KeyRing {
  const { entra, acs, oidc, foreign } = sampleKeys
  return { entra: [entra], acs: [acs], oidc: [oidc], foreign: [foreign] }
}

/** Lets a new key sign Entra's tokens, while the older ones stay published. Returns its id. */
export async function rotateEntraKey(ring: KeyRing): Promise<string> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const kid = randomBytes(20).toString('base64url')
  const published = { ...pair.publicKey.export({ format: 'jwk' }), use: 'sig', kid }
  ring.entra.unshift({ kid, ...pair, published })
  return kid
}

/** Parameters to add to a token's header. */
export type ExtraHeader = Record<string, unknown> & { kid?: string | undefined }

/**
 * Signs any claims as they are, RS256. `header` may replace `kid` or add parameters. Synchronous:
 * by way of the thread pool a signature takes longer than the work around it.
 */
export function sign(
  ring: KeyRing,
  name: KeyName,
  claims: JWTPayload,
  header: ExtraHeader = {},
): string {
  const [{ kid, privateKey }] = ring[name]
  const head = { typ: 'JWT', ...header, alg: 'RS256', kid: header.kid ?? kid }
  const input = `${encode(head)}.${encode(claims)}`
  const signature = signBytes('RSA-SHA256', Buffer.from(input), privateKey)
  return `${input}.${signature.toString('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
