import { beforeEach, describe, expect, test } from 'vitest'
import { IDENTITY_VERSIONS } from '../communication/api-version'
import { CLIENT_APP_ID } from '../core/config/samples'
import { assignmentPath, createIdentity, errorOf, sendSigned } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, passwordTokens, sampleUser, TEAMS_SCOPE } from '../testing/entra'

// Source: Azure/azure-rest-api-specs, specification/communication/data-plane/Identity, stable versions.

const emulator = await startTestEmulator()
const { objectId } = sampleUser('ada')

beforeEach(emulator.reset)

const anyToken = {
  token: expect.stringMatching(/^eyJ/) as string,
  expiresOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/) as string,
}
const anyIdentity = { id: expect.stringMatching(/^8:acs:/) as string }

describe.each(IDENTITY_VERSIONS)('ACS operations, api-version %s', (version) => {
  const send = (path: string, body?: unknown, method = 'POST') =>
    sendSigned(emulator, `${path}?api-version=${version}`, { method, body })

  const pathOfNewIdentity = async (operation = '') =>
    `/identities/${encodeURIComponent(await createIdentity(emulator))}${operation}`

  test('POST /identities, 201: scopes and expiry may be missing or null', async () => {
    for (const body of [undefined, {}, { createTokenWithScopes: null, expiresInMinutes: null }]) {
      const response = await send('/identities', body)
      expect([response.status, await bodyOf(response)]).toEqual([201, { identity: anyIdentity }])
    }
    const response = await send('/identities', { createTokenWithScopes: ['voip'] })
    expect([response.status, await bodyOf(response)]).toEqual([
      201,
      { identity: anyIdentity, accessToken: anyToken },
    ])
  })

  test('POST /identities/{id}/:issueAccessToken, 200: scopes to token and expiry', async () => {
    const path = await pathOfNewIdentity('/:issueAccessToken')
    const response = await send(path, { scopes: ['chat', 'voip'], expiresInMinutes: 1440 })
    expect([response.status, await bodyOf(response)]).toEqual([200, anyToken])
  })

  test('POST /identities/{id}/:revokeAccessTokens, 204', async () => {
    const response = await send(await pathOfNewIdentity('/:revokeAccessTokens'))
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  test('DELETE /identities/{id}, 204', async () => {
    const response = await send(await pathOfNewIdentity(), undefined, 'DELETE')
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  test('POST /teamsUser/:exchangeAccessToken, 200 since 2022-06-01: token, appId and userId to token and expiry', async () => {
    const { access_token: token } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
    const body = { token, appId: CLIENT_APP_ID, userId: objectId }
    const response = await send('/teamsUser/:exchangeAccessToken', body)
    if (version < '2022-06-01') {
      expect((await errorOf(response)).slice(0, 2)).toEqual([400, 'UnsupportedApiVersion'])
    } else expect([response.status, await bodyOf(response)]).toEqual([200, anyToken])
  })

  test('POST /access/teamsExtension/:exchangeAccessToken, 200 since 2025-06-30: Entra Bearer to identity and token', async () => {
    const assignment = { principalType: 'user', clientIds: [CLIENT_APP_ID] }
    const place = assignmentPath(CONTOSO, objectId)
    await sendSigned(emulator, place, { method: 'PUT', body: assignment })
    const scope = 'https://auth.msft.communication.azure.com/TeamsExtension.ManageCalls'
    const { access_token } = await passwordTokens(emulator, 'ada', scope)
    const path = `/access/teamsExtension/:exchangeAccessToken?api-version=${version}`
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    const response = await emulator.fetch(path, { method: 'POST', headers, body: '{}' })
    if (version < '2025-06-30') {
      expect((await errorOf(response)).slice(0, 2)).toEqual([400, 'UnsupportedApiVersion'])
    } else {
      expect([response.status, await bodyOf(response)]).toEqual([
        200,
        { identity: anyIdentity, accessToken: anyToken },
      ])
    }
  })
})
