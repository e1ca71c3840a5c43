import { createHash, X509Certificate } from 'node:crypto'
import { decodeJwt } from 'jose'
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
import { errorOf, sendSigned, VERSION } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  declineForDevice,
  pollForTokens,
  requestDeviceCode,
  signInForDevice,
} from '../testing/device'
import {
  CONTOSO,
  FABRIKAM,
  passwordTokens,
  requestToken,
  sampleUser,
  server,
} from '../testing/entra'
import {
  assignEntraUser,
  CLIENTS_SCOPE,
  entraAssignmentPath,
  exchangeEntraToken,
  PREVIEW,
} from '../testing/entra-users'
import { askAppService, askImds } from '../testing/managed-identity'
import { writeSeed } from '../testing/seed'

const emulator = await startTestEmulator()
const clientApp = emulator.config.apps[1]

// https://github.com/Azure/azure-sdk-for-js/issues/22312
test('Bearer on ACS: tenant and Azure role are checked, otherwise Denied', async () => {
  const resource = emulator.config.resources[0]
  const roleless = await startTestEmulator({
    seedFile: await writeSeed({ resources: [{ ...resource, roleAssignments: [] }] }),
  })
  const scope = 'https://communication.azure.com//.default'
  const fields = { grant_type: 'client_credentials', ...server, scope }
  const outcome = async (on: typeof emulator, tenant: string) => {
    const { body } = await requestToken(on, fields, { tenant })
    const headers = { authorization: `Bearer ${body.access_token}` }
    const response = await on.fetch(`/identities?${VERSION}`, { method: 'POST', headers })
    return response.status === 201 ? 201 : (await errorOf(response)).slice(0, 2)
  }
  expect(await outcome(emulator, CONTOSO)).toBe(201)
  expect(await outcome(emulator, FABRIKAM)).toEqual([401, 'Denied'])
  expect(await outcome(roleless, CONTOSO)).toEqual([401, 'Denied'])
})

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

// docs/identity-platform/v2-oauth2-device-code.md; AADSTS numbers as in azure-activedirectory-library-for-nodejs
// #137, azure-sdk-for-python #32375 and reference-error-codes.md.
describe('device code', () => {
  async function outcome(device_code: string) {
    const { status, body } = await pollForTokens(emulator, device_code)
    return [body.error_codes, body.error, status]
  }

  test('discovery has device_authorization_endpoint', async () => {
    const discovery = await emulator.fetch(`/${CONTOSO}/v2.0/.well-known/openid-configuration`)
    expect(await bodyOf(discovery)).toMatchObject({
      device_authorization_endpoint: `${emulator.url}/${CONTOSO}/oauth2/v2.0/devicecode`,
    })
  })

  test('its response has a code of nine characters, 900 seconds, an interval and a message, no verification_uri_complete', async () => {
    const codes = await requestDeviceCode(emulator)
    expect(codes).toEqual({
      device_code: expect.any(String) as string,
      user_code: expect.stringMatching(/^[A-Z\d]{9}$/) as string,
      verification_uri: `${emulator.url}/common/oauth2/deviceauth`,
      expires_in: 900,
      interval: 5,
      message: expect.stringContaining(codes.user_code) as string,
    })
  })

  test('70016 authorization_pending, 400', async () => {
    const { device_code } = await requestDeviceCode(emulator)
    expect(await outcome(device_code)).toEqual([[70016], 'authorization_pending', 400])
  })

  test('70020 expired_token, 400', async () => {
    const { device_code } = await requestDeviceCode(emulator)
    emulator.clock.now += 900_000
    expect(await outcome(device_code)).toEqual([[70020], 'expired_token', 400])
  })

  test('70018 bad_verification_code, 400', async () => {
    expect(await outcome('unknown')).toEqual([[70018], 'bad_verification_code', 400])
  })

  test('authorization_declined, 400', async () => {
    const { device_code, user_code } = await requestDeviceCode(emulator)
    await declineForDevice(emulator, user_code)
    expect((await outcome(device_code)).slice(1)).toEqual(['authorization_declined', 400])
  })

  test('the grant is urn:ietf:params:oauth:grant-type:device_code; MSAL’s device_code goes, too', async () => {
    for (const grant_type of ['urn:ietf:params:oauth:grant-type:device_code', 'device_code']) {
      const { device_code, user_code } = await requestDeviceCode(emulator)
      await signInForDevice(emulator, user_code)
      expect((await pollForTokens(emulator, device_code, { grant_type })).status).toBe(200)
    }
  })
})

// docs/identity/managed-identities-azure-resources/how-to-use-vm-token.md; Azure/azure-sdk-for-net #37278.
describe('managed identity, IMDS', () => {
  test('the response has numbers as text, and the resource as it was asked for', async () => {
    const resource = 'https://communication.azure.com/'
    const body = await bodyOf<{ access_token: string }>(await askImds(emulator, { resource }))
    const { exp, nbf, aud } = decodeJwt(body.access_token)
    expect(body).toMatchObject({
      refresh_token: '',
      expires_in: expect.stringMatching(/^\d+$/) as string,
      expires_on: String(exp),
      not_before: String(nbf),
      resource,
      token_type: 'Bearer',
    })
    expect(aud).toBe(resource)
  })

  test('without Metadata: true it is 400 bad_request_102', async () => {
    const response = await askImds(emulator, {}, {})
    expect([response.status, await bodyOf(response)]).toEqual([
      400,
      { error: 'bad_request_102', error_description: 'Required metadata header not specified' },
    ])
  })

  test('an identity that isn’t there is 400 invalid_request, Identity not found', async () => {
    const response = await askImds(emulator, { client_id: CONTOSO })
    expect([response.status, await bodyOf(response)]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'Identity not found' },
    ])
  })
})

// articles/app-service/overview-managed-identity.md.
test('managed identity, App Service: the response has expires_on and not_before as text', async () => {
  const body = await bodyOf<{ access_token: string }>(await askAppService(emulator))
  const { exp, nbf, appid } = decodeJwt(body.access_token)
  expect(body).toEqual({
    access_token: body.access_token,
    client_id: appid,
    expires_on: String(exp),
    not_before: String(nbf),
    resource: 'https://communication.azure.com',
    token_type: 'Bearer',
  })
})

// azure-rest-api-specs, Identity/preview/2025-03-02-preview; azure-docs, concepts/identity-model.md.
describe('Entra users of ACS', () => {
  test('POST /access/entra/:exchangeAccessToken, 200: {} with an Entra Bearer to identity 8:acs:{resource}_wf_{tenant}_{user} and token', async () => {
    await assignEntraUser(emulator, 'ada')
    const response = await exchangeEntraToken(emulator)
    const { objectId } = sampleUser('ada')
    expect([response.status, await bodyOf(response)]).toEqual([
      200,
      {
        identity: { id: `8:acs:ac500000-0000-4000-8000-000000000001_wf_${CONTOSO}_${objectId}` },
        accessToken: {
          token: expect.stringMatching(/^eyJ/) as string,
          expiresOn: expect.stringMatching(/\.0000000\+00:00$/) as string,
        },
      },
    ])
  })

  test('its token ends with the Entra token', async () => {
    await assignEntraUser(emulator, 'ada')
    const { access_token } = await passwordTokens(emulator, 'ada', `${CLIENTS_SCOPE}/VoIP`)
    const response = await emulator.fetch(`/access/entra/:exchangeAccessToken?${PREVIEW}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
    })
    const { accessToken } = await bodyOf<{ accessToken: { token: string } }>(response)
    expect(decodeJwt(accessToken.token).exp).toBe(decodeJwt(access_token).exp)
  })

  test('VoIP and VoIP.Join are its scopes; Chat’s can’t be granted in the preview', async () => {
    for (const name of ['VoIP', 'VoIP.Join']) {
      const { scope } = await passwordTokens(emulator, 'ada', `${CLIENTS_SCOPE}/${name}`)
      expect(scope).toBe(`${CLIENTS_SCOPE}/${name}`)
    }
    for (const name of ['Chat', 'Chat.Join', 'Chat.Join.Limited']) {
      const { error } = await passwordTokens(emulator, 'ada', `${CLIENTS_SCOPE}/${name}`)
      expect(error).toBe('invalid_scope')
    }
  })

  test('.default is what communication-common asks for, by the URI or by the service principal’s id', async () => {
    const scopes = [`${CLIENTS_SCOPE}/VoIP`]
    const seedFile = await writeSeed({ apps: [{ ...clientApp, requestedScopes: scopes }] })
    const on = await startTestEmulator({ seedFile })
    for (const uri of [CLIENTS_SCOPE, '2a04943b-b6a7-4f65-8786-2bb6131b59f6']) {
      const { scope, access_token } = await passwordTokens(on, 'ada', `${uri}/.default`)
      expect(scope).toBe(`${CLIENTS_SCOPE}/VoIP`)
      expect(decodeJwt(access_token)).toMatchObject({ aud: CLIENTS_SCOPE, scp: 'VoIP' })
    }
  })

  test('assignments are at /access/entra/assignments/{objectId}: PUT 201, 200, GET 200, DELETE 204', async () => {
    await emulator.reset()
    const path = entraAssignmentPath(sampleUser('ada').objectId)
    const statuses = [
      await assignEntraUser(emulator, 'ada'),
      await assignEntraUser(emulator, 'ada'),
    ]
    for (const method of ['GET', 'DELETE']) {
      statuses.push(await sendSigned(emulator, path, { method }))
    }
    expect(statuses.map(({ status }) => status)).toEqual([201, 200, 200, 204])
  })
})
