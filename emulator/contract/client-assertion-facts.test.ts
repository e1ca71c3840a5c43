import { createHash, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  ASSERTING_APP,
  assertingApp,
  assertionRequest,
  keyPair,
  publicJwk,
  signAssertion,
  tokenEndpoint,
} from '../testing/assertions'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, requestToken } from '../testing/entra'
import { writeSeed } from '../testing/seed'

// docs/identity-platform/certificate-credentials.md and reference-error-codes.md; errors and statuses as
// in Azure/azure-workload-identity #1200, #642 and #1232.
describe('client assertions', async () => {
  const { certificate } = keyPair('acs')
  const jwks = { keys: [publicJwk('foreign')] }
  const federation = { issuer: 'https://issuer.example', subject: 'build' }
  const federated = { iss: federation.issuer, sub: 'build', aud: 'api://AzureADTokenExchange' }
  const on = await startTestEmulator({
    now: Date.now,
    seedFile: await writeSeed({
      apps: [
        assertingApp({
          certificates: [certificate],
          federatedCredentials: [
            { ...federation, jwks },
            { ...federation, issuer: 'http://localhost:1' },
          ],
        }),
      ],
    }),
  })
  const own = { iss: ASSERTING_APP, sub: ASSERTING_APP, aud: tokenEndpoint(on), jti: 'one' }
  const { raw } = new X509Certificate(certificate)
  const x5t = createHash('sha256').update(raw).digest('base64url')
  const exp = Math.floor(Date.now() / 1000) + 60

  async function rejection(claims: object, key: 'acs' | 'foreign' = 'foreign') {
    const header = key === 'acs' ? { 'x5t#S256': x5t } : { kid: publicJwk('foreign').kid }
    const assertion = await signAssertion({ exp, ...claims }, { key, header })
    const { status, body } = await requestToken(on, assertionRequest(assertion))
    return [body.error_codes, body.error, status]
  }

  test('discovery lists private_key_jwt', async () => {
    const response = await on.fetch(`/${CONTOSO}/v2.0/.well-known/openid-configuration`)
    expect(await bodyOf(response)).toMatchObject({
      token_endpoint_auth_methods_supported: [
        'client_secret_post',
        'private_key_jwt',
        'client_secret_basic',
      ],
    })
  })

  test.each([
    [700021, 'it names another app than client_id', { ...own, iss: CONTOSO, sub: CONTOSO }],
    [
      700023,
      'its audience is not the token endpoint',
      { ...own, aud: 'https://elsewhere.example' },
    ],
    [700024, 'outside its time', { ...own, exp: 1 }],
    [50048, 'its subject is not its issuer', { ...own, sub: CONTOSO }],
    [5002741, 'two audiences', { ...own, aud: [own.aud, 'https://elsewhere.example'] }],
  ])('%i invalid_client, 401: %s', async (number, _meaning, claims) => {
    expect(await rejection(claims, 'acs')).toEqual([[number], 'invalid_client', 401])
  })

  test('700027 invalid_client, 401: signature bad, or certificate unknown', async () => {
    const header = { 'x5t#S256': 'unknown' }
    const assertion = await signAssertion({ exp, ...own }, { key: 'acs', header })
    const { status, body } = await requestToken(on, assertionRequest(assertion))
    expect([body.error_codes, body.error, status]).toEqual([[700027], 'invalid_client', 401])
  })

  test.each([
    [
      700211,
      'no federated credential of the issuer',
      { ...federated, iss: 'https://other.example' },
    ],
    [700212, 'none of the audience', { ...federated, aud: 'other' }],
    [700213, 'none of the subject', { ...federated, sub: 'deploy' }],
    [7002138, 'the subject in another case', { ...federated, sub: 'Build' }],
    [700024, 'outside its time', { ...federated, exp: 1 }],
  ])('%i invalid_client, 401: %s', async (number, _meaning, claims) => {
    expect(await rejection(claims)).toEqual([[number], 'invalid_client', 401])
  })

  test('7000272 invalid_client with error_uri, 401: the issuer has no such key', async () => {
    const assertion = await signAssertion({ exp, ...federated }, { header: { kid: 'other' } })
    const { status, body } = await requestToken(on, assertionRequest(assertion))
    expect([body.error_codes, body.error, status]).toEqual([[7000272], 'invalid_client', 401])
    expect(body.error_uri).toBe('https://login.microsoftonline.com/error?code=7000272')
  })

  test('50166 invalid_request, 400: the issuer can’t be asked', async () => {
    const claims = { ...federated, iss: 'http://localhost:1' }
    expect(await rejection(claims)).toEqual([[50166], 'invalid_request', 400])
  })
})
