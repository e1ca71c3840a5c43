import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { teamsTokenResponse } from '@/lib/contract/schemas'
import { DELETE, GET, HEAD, POST } from './route'

// The sample tenant's client app, and one more.
const clientApps = ['a0000000-0000-4000-8000-000000000002', 'b0000000-0000-4000-8000-000000000003']

const cloud = localCloud({ AZURE_AD_TEAMS_CLIENT_IDS: clientApps.join() })

/** A Teams token of Ada's, with some claims changed and Entra's signature renewed. */
async function teamsToken(changes: Record<string, unknown> = {}, key = 'entra') {
  const claims = decodeJwt(await cloud.emulator.teamsToken('ada'))
  return cloud.emulator.sign({ ...claims, ...changes }, { key })
}

function now() {
  return Math.floor(Date.now() / 1000)
}

describe('POST /api/token/teams', () => {
  it('exchanges the token of the body', async () => {
    const teamsUserAadToken = await cloud.emulator.teamsToken('ada')
    const caller = await cloud.caller('ada')
    const { status, body } = await call(POST, {
      method: 'POST',
      ...caller,
      body: { teamsUserAadToken },
    })
    expect(status).toBe(201)
    const { token, expiresOn } = teamsTokenResponse.parse(body)
    expect(decodeJwt(token).skypeid).toBe(`orgid:${cloud.emulator.user('ada').objectId}`)
    expect(Date.parse(expiresOn) / 1000).toBe(decodeJwt(teamsUserAadToken).exp)
  })

  it('exchanges the token of the header', async () => {
    const headers = { 'teams-user-aad-token': await cloud.emulator.teamsToken('ada') }
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), headers })
    expect(response.status).toBe(201)
  })

  it('takes an issuer in the v2.0 form', async () => {
    const { url, config } = cloud.emulator
    const iss = `${url}/${config.tenantId}/v2.0`
    const body = { teamsUserAadToken: await teamsToken({ iss, ver: '2.0' }) }
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(response.status).toBe(201)
  })

  it.each([
    [400, 'teams_token_missing', () => Promise.resolve('')],
    [400, 'teams_token_invalid', () => Promise.resolve('not a token')],
    [400, 'teams_token_invalid', () => teamsToken({}, 'foreign')],
    [400, 'teams_token_invalid', () => teamsToken({ aud: 'https://graph.microsoft.com' })],
    [400, 'teams_token_invalid', () => teamsToken({ iss: 'https://evil.example/' })],
    [400, 'teams_token_invalid', () => cloud.emulator.apiToken('ada')],
    [400, 'teams_token_expired', () => teamsToken({ exp: now() - 120 })],
    [400, 'teams_token_expiring', () => teamsToken({ exp: now() + 58 })],
    [403, 'teams_token_wrong_user', () => cloud.emulator.teamsToken('grace')],
    [403, 'teams_token_wrong_tenant', () => foreignTenantToken()],
    [400, 'teams_token_wrong_client', () => teamsToken({ appid: crypto.randomUUID() })],
    [403, 'teams_scope_missing', () => teamsToken({ scp: 'Teams.ManageChats' })],
  ])('responds with %i %s without asking ACS', async (status, code, token) => {
    const body = { teamsUserAadToken: await token() }
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(response).toMatchObject({ status, body: { code } })
    // It would mean that the caller's own token is at fault, and make clients renew that.
    expect(response.headers.get('www-authenticate')).toBeNull()
    expect(await cloud.emulator.requests('acs.exchangeTeamsToken')).toEqual([])
  })

  it('exchanges a token that lasts for more than a minute', async () => {
    const body = { teamsUserAadToken: await teamsToken({ exp: now() + 70 }) }
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(response.status).toBe(201)
  })

  it.each(clientApps)('tells ACS that the token is that of client app %s', async (appid) => {
    const body = { teamsUserAadToken: await teamsToken({ appid }) }
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(response.status).toBe(201)
    expect(await cloud.emulator.requests('acs.exchangeTeamsToken')).toMatchObject([
      { body: { appId: appid, userId: cloud.emulator.user('ada').objectId } },
    ])
  })

  it('needs Teams.ManageCalls only', async () => {
    const body = { teamsUserAadToken: await teamsToken({ scp: 'Teams.ManageCalls' }) }
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(response.status).toBe(201)
  })

  it.each([
    [403, 'Forbidden', 403, 'teams_access_denied'],
    [401, 'InvalidAccessToken', 400, 'teams_token_invalid'],
    [401, 'Denied', 502, 'upstream_failed'],
    [429, 'TooManyRequests', 503, 'upstream_throttled'],
  ])('responds to a refusal of ACS (%i %s) with %i %s', async (status, code, ...expected) => {
    await cloud.emulator.fault({ operation: 'acs.exchangeTeamsToken', status, code, times: 3 })
    const body = { teamsUserAadToken: await teamsToken() }
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect([response.status, response.body?.code]).toEqual(expected)
  })
})

describe('GET /api/token/teams', () => {
  it('exchanges the token of the header', async () => {
    const headers = { 'teams-user-aad-token': await cloud.emulator.teamsToken('ada') }
    const response = await call(GET, { ...(await cloud.caller('ada')), headers })
    expect(response.status).toBe(201)
  })

  it('responds with 400 without the header', async () => {
    const response = await call(GET, await cloud.caller('ada'))
    expect(response).toMatchObject({ status: 400, body: { code: 'teams_token_missing' } })
  })
})

it.each([
  ['DELETE', DELETE],
  ['HEAD', HEAD],
])('has no %s', async (method, handler) => {
  const headers = { 'teams-user-aad-token': await teamsToken() }
  const response = await call(handler, { method, ...(await cloud.caller('ada')), headers })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, POST')
  expect(await cloud.emulator.requests('acs.exchangeTeamsToken')).toEqual([])
})

async function foreignTenantToken() {
  const tid = crypto.randomUUID()
  return teamsToken({ tid, iss: `https://sts.windows.net/${tid}/` })
}
