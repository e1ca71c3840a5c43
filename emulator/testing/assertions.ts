import { createPrivateKey, X509Certificate } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import keys from '../core/config/sample-keys.json' with { type: 'json' }
import type { TestEmulator } from './emulator'
import { CONTOSO } from './entra'

/** An app of a test, without a secret: it shows a certificate, or the token of another issuer. */
export const ASSERTING_APP = 'a0000000-0000-4000-8000-000000000095'

/** A certificate with its private key, both in PEM. */
export interface KeyPair {
  certificate: string
  privateKey: string
}

// The other OpenID provider's has no certificate.
type KeyName = Exclude<keyof typeof keys, 'oidc'>

/** One of the sample keys as somebody's certificate. */
export function keyPair(name: KeyName): KeyPair {
  const jwk = keys[name]
  const certificate = new X509Certificate(Buffer.from(jwk.x5c[0] ?? '', 'base64')).toString()
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  return { certificate, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** A seed's entry for the app, with its credentials. */
export function assertingApp(credentials: object) {
  return {
    clientId: ASSERTING_APP,
    displayName: 'App with an assertion',
    redirectUris: {},
    ...credentials,
  }
}

/** A sample key as an issuer publishes it. */
export function publicJwk(name: KeyName) {
  const { kty, kid, n, e } = keys[name]
  return { kty, kid, n, e }
}

interface Signing {
  key?: KeyName
  header?: Record<string, unknown>
}

/** Claims as a client assertion, signed with a sample key, `foreign` unless told otherwise. */
export async function signAssertion(
  claims: Record<string, unknown>,
  { key = 'foreign', header = {} }: Signing = {},
): Promise<string> {
  const { alg = 'RS256', ...rest } = header
  return new SignJWT(claims)
    .setProtectedHeader({ alg: String(alg), ...rest })
    .sign(await importJWK(keys[key], String(alg)))
}

/** A token request for the app itself, with an assertion. */
export function assertionRequest(client_assertion: string): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: ASSERTING_APP,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
    scope: 'https://graph.microsoft.com/.default',
  }
}

/** The token endpoint's address: the audience of a client's assertions. */
export function tokenEndpoint({ url }: TestEmulator, tenant = CONTOSO): string {
  return `${url}/${tenant}/oauth2/v2.0/token`
}
