import { decodeProtectedHeader, SignJWT } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { AUDIENCE, sampleProvider } from '@/tests/support/server/oidc'
import { env } from '@/lib/env'
import { verifyAccessToken } from './verify-access-token'

const cloud = localCloud(sampleProvider)

const seconds = (fromNow = 0) => Math.floor(Date.now() / 1000) + fromNow

interface Changes {
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  key?: string
}

/** Joan's access token as RFC 9068 has it; the changes replace or add to it. */
function accessToken({ claims, header, key = 'oidc' }: Changes = {}): Promise<string> {
  const usual = {
    iss: `${cloud.emulator.url}/oidc/sample`,
    sub: 'joan',
    aud: AUDIENCE,
    client_id: 'another-client',
    scope: 'openid profile',
    iat: seconds(),
    exp: seconds(600),
    jti: crypto.randomUUID(),
  }
  const options = { key, header: { typ: 'at+jwt', ...header } }
  return cloud.emulator.sign({ ...usual, ...claims }, options)
}

describe('an access token for this API is taken', () => {
  it.each<[string, Changes]>([
    ['as RFC 9068 has it', {}],
    ['with the type in full', { header: { typ: 'application/at+jwt' } }],
    [
      'as Auth0 has it, for its userinfo, too',
      { header: { typ: 'JWT' }, claims: { aud: [AUDIENCE, 'https://id.example/userinfo'] } },
    ],
    [
      'as Keycloak has it',
      { header: { typ: 'JWT' }, claims: { typ: 'Bearer', azp: 'another-client', sid: 'session' } },
    ],
    [
      'as Azure AD B2C has it, with the nonce of the sign-in',
      {
        header: { typ: 'JWT' },
        claims: { scope: undefined, scp: 'read', nonce: 'any', ver: '1.0' },
      },
    ],
    ['that ended half a minute ago, as clocks differ', { claims: { exp: seconds(-30) } }],
  ])('%s', async (_, changes) => {
    const { subject } = await verifyAccessToken(await accessToken(changes))
    expect(subject).toBe('joan')
  })
})

describe('refused is', () => {
  const jwt = { typ: 'JWT' }

  it.each<[string, () => Promise<string>, string?]>([
    ['what is no token', () => Promise.resolve('abc')],
    ['a token of another signer', () => accessToken({ key: 'foreign' })],
    ['a token of Entra’s key', () => accessToken({ key: 'entra' })],
    ['an unknown key id', () => accessToken({ header: { kid: 'made up' } })],
    ['alg none', () => Promise.resolve(unsigned())],
    ['HS256 with the public key as its secret', confused],
    ['the client’s secret as a key', signedBySecret],
    ['no expiry', () => accessToken({ claims: { exp: undefined } })],
    ['no time of issue', () => accessToken({ claims: { iat: undefined } })],
    ['no subject', () => accessToken({ claims: { sub: undefined } })],
    ['an empty subject', () => accessToken({ claims: { sub: '' } })],
    ['a subject that is too long', () => accessToken({ claims: { sub: 'a'.repeat(256) } })],
    ['a token for later', () => accessToken({ claims: { nbf: seconds(120) } })],
    ['another issuer', () => accessToken({ claims: { iss: 'https://evil.example' } })],
    ['the issuer with a slash', () => accessToken({ claims: { iss: `${issuer()}/` } })],
    ['no issuer', () => accessToken({ claims: { iss: undefined } })],
    ['another audience', () => accessToken({ claims: { aud: 'https://other.example' } })],
    ['no audience', () => accessToken({ claims: { aud: undefined } })],
    [
      'the client’s id beside the audience',
      () => accessToken({ claims: { aud: [AUDIENCE, id()] } }),
    ],
    ['an ID token', () => accessToken({ header: jwt, claims: { ...idToken(), aud: id() } })],
    ['an ID token of a client of our name', () => accessToken({ header: jwt, claims: idToken() })],
    ['a hash of an access token', () => accessToken({ claims: { at_hash: 'hash' } })],
    ['a hash of a code', () => accessToken({ claims: { c_hash: 'hash' } })],
    ['no type', () => accessToken({ header: { typ: '' } })],
    ['a logout token', () => accessToken({ header: { typ: 'logout+jwt' } })],
    ['a proof of a key', () => accessToken({ header: { typ: 'dpop+jwt' } })],
    ['what is bound to a key', () => accessToken({ claims: { cnf: { jkt: 'thumbprint' } } })],
    ['an app of its own', () => accessToken({ claims: { sub: 'another-client' } })],
    ['an app of its own at Auth0', () => accessToken({ claims: { gty: 'client-credentials' } })],
    ['an app of its own at Entra', () => accessToken({ claims: { idtyp: 'app' } })],
    ['an expired token', () => accessToken({ claims: { exp: seconds(-61) } }), 'token_expired'],
  ])('%s', async (_, token, code = 'token_invalid') => {
    await expect(verifyAccessToken(await token())).rejects.toMatchObject({ code })
  })
})

describe('without OIDC_AUDIENCE', () => {
  const { audience } = { audience: AUDIENCE }
  afterEach(() => void (env().openidProvider.audience = audience))

  it('no token is taken, and the log says why', async () => {
    env().openidProvider.audience = undefined
    await expect(verifyAccessToken(await accessToken())).rejects.toMatchObject({
      code: 'token_invalid',
      cause: { message: 'OIDC_AUDIENCE is not set: no Bearer token is accepted' },
    })
  })
})

const issuer = () => env().openidProvider.issuer
const id = () => env().openidProvider.clientId

function idToken() {
  return { client_id: undefined, scope: undefined, nonce: 'nonce', auth_time: seconds() }
}

function unsigned() {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss: issuer(), sub: 'joan', aud: AUDIENCE, iat: seconds(), exp: seconds(600) }
  return `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`
}

async function confused() {
  const { kid = '' } = decodeProtectedHeader(await accessToken())
  const { keys } = (await (await fetch(`${issuer()}/jwks`)).json()) as { keys: { kid: string }[] }
  const publicKey = keys.find((key) => key.kid === kid)
  return signedBy(Buffer.from(JSON.stringify(publicKey)), kid)
}

async function signedBySecret() {
  const { kid = '' } = decodeProtectedHeader(await accessToken())
  return signedBy(Buffer.from(env().openidProvider.clientSecret), kid)
}

function signedBy(secret: Uint8Array, kid: string) {
  return new SignJWT({ scope: 'openid' })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
    .setIssuer(issuer())
    .setSubject('joan')
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(secret)
}
