import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose'
import { JWKSNoMatchingKey } from 'jose/errors'
import { createLocalJWKSet } from 'jose/jwks/local'
import * as z from 'zod'
import type { App, FederatedCredential } from '../../core/config/config'
import type { Emulator } from '../../core/emulator'
import { EntraError } from '../errors'
import { TOKEN_EXCHANGE_SERVICE_ID, TOKEN_EXCHANGE_URI } from '../tokens/azure-resources'
import { type ClientAssertion, verifyAssertion } from './verify-assertion'

const TIMEOUT = 5_000

/** A token of another issuer, which the app trusts for one subject and one audience. */
export async function verifyFederatedAssertion(
  { text, claims }: ClientAssertion,
  app: App,
  emulator: Emulator,
): Promise<void> {
  const credential = findCredential(claims, app)
  const findKey = createLocalJWKSet(await keysOf(credential, emulator))
  const key: JWTVerifyGetKey = (header, token) =>
    findKey(header, token).catch((error: unknown) => {
      throw error instanceof JWKSNoMatchingKey ? new EntraError(7000272, credential.issuer) : error
    })
  await verifyAssertion(text, key, ['exp'], emulator)
}

// All three must be the same, character by character: entra-docs, reference-breaking-changes.md, August 2024.
function findCredential({ iss, sub, aud }: JWTPayload, { federatedCredentials }: App) {
  const ofIssuer = federatedCredentials.filter(({ issuer }) => issuer === iss)
  if (ofIssuer.length === 0) throw new EntraError(700211, iss)
  const ofSubject = ofIssuer.filter(({ subject }) => subject === sub)
  if (ofSubject.length === 0) {
    const isCased = ofIssuer.some(({ subject }) => subject.toLowerCase() === sub?.toLowerCase())
    throw new EntraError(isCased ? 7002138 : 700213, sub)
  }
  const [named = ''] = [aud].flat()
  // A managed identity's token: the credential has the name of what the token has the id of.
  const given = named === TOKEN_EXCHANGE_SERVICE_ID ? TOKEN_EXCHANGE_URI : named
  const credential = ofSubject.find(({ audience }) => audience === given)
  if (!credential) throw new EntraError(700212, given)
  return credential
}

const discoverySchema = z.looseObject({ jwks_uri: z.url() })
const keysSchema = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) })

// The issuer's keys: as the seed has them, our own, or else as the issuer shows them now.
async function keysOf(
  { issuer, jwks }: FederatedCredential,
  { origin, keys }: Emulator,
): Promise<JSONWebKeySet> {
  if (jwks) return jwks
  if (issuer.startsWith(`${origin}/`)) {
    return keysSchema.parse({ keys: keys.entra.map(({ published }) => published) })
  }
  try {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const { jwks_uri } = discoverySchema.parse(await readJson(address))
    return keysSchema.parse(await readJson(jwks_uri))
  } catch {
    throw new EntraError(50166)
  }
}

async function readJson(address: string): Promise<unknown> {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) })
  if (!response.ok) throw new Error(`${address} responded with ${response.status}.`)
  return response.json()
}
