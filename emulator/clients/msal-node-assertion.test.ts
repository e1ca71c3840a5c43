import { createHash, X509Certificate } from 'node:crypto'
import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { SERVER_APP_ID } from '../core/config/samples'
import {
  ASSERTING_APP,
  assertingApp,
  keyPair,
  publicJwk,
  signAssertion,
} from '../testing/assertions'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO } from '../testing/entra'
import { localAuthority } from '../testing/local-authority'
import { writeSeed } from '../testing/seed'

const { certificate, privateKey } = keyPair('foreign')
const { raw } = new X509Certificate(certificate)
const thumbprint = (hash: string) => createHash(hash).update(raw).digest('hex')

const federation = { issuer: 'https://issuer.example', subject: 'build' }
const emulator = await startTestEmulator({
  now: Date.now,
  seedFile: await writeSeed({
    apps: [
      assertingApp({
        certificates: [certificate],
        federatedCredentials: [{ ...federation, jwks: { keys: [publicJwk('foreign')] } }],
      }),
    ],
  }),
})

const request = { scopes: [`api://${SERVER_APP_ID}/.default`] }

function confidentialClient(credential: Partial<NodeAuthOptions>) {
  const authority = localAuthority(emulator.url, CONTOSO)
  const auth = { clientId: ASSERTING_APP, ...credential, ...authority }
  return new ConfidentialClientApplication({ auth })
}

async function acquire(credential: Partial<NodeAuthOptions>) {
  const result = await confidentialClient(credential).acquireTokenByClientCredential(request)
  return decodeJwt(result?.accessToken ?? '')
}

test.each([
  ['SHA-256', { thumbprintSha256: thumbprint('sha256') }],
  [
    'SHA-256, with the certificate itself',
    { thumbprintSha256: thumbprint('sha256'), x5c: certificate },
  ],
  ['SHA-1', { thumbprint: thumbprint('sha1') }],
])('it gets a token by a certificate, named by %s', async (_case, named) => {
  const claims = await acquire({ clientCertificate: { privateKey, ...named } })
  expect(claims).toMatchObject({ azp: ASSERTING_APP, azpacr: '2' })
})

test('it shows one assertion again until that ends', async () => {
  const clientCertificate = { privateKey, thumbprintSha256: thumbprint('sha256') }
  const app = confidentialClient({ clientCertificate })
  for (let time = 0; time < 2; time++) {
    const result = await app.acquireTokenByClientCredential({ ...request, skipCache: true })
    expect(result?.fromCache).toBe(false)
  }
})

test('a certificate that isn’t registered is AADSTS700027', async () => {
  const other = keyPair('acs')
  const { raw: otherRaw } = new X509Certificate(other.certificate)
  const thumbprintSha256 = createHash('sha256').update(otherRaw).digest('hex')
  const attempt = acquire({ clientCertificate: { privateKey: other.privateKey, thumbprintSha256 } })
  await expect(attempt).rejects.toMatchObject({
    errorCode: 'invalid_client',
    errorMessage: expect.stringContaining('AADSTS700027') as string,
  })
})

test('it gets a token by the token of another issuer', async () => {
  const exp = Math.floor(Date.now() / 1000) + 60
  const { issuer: iss, subject: sub } = federation
  const clientAssertion = await signAssertion(
    { iss, sub, aud: 'api://AzureADTokenExchange', exp },
    { header: { kid: publicJwk('foreign').kid } },
  )
  expect(await acquire({ clientAssertion })).toMatchObject({ azp: ASSERTING_APP, azpacr: '2' })
})
