import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO } from '../testing/entra'
import { askAppService, askImds } from '../testing/managed-identity'

const emulator = await startTestEmulator()

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
