import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { call } from '@/e2e/fixtures/call'
import { localCloud } from '@/e2e/fixtures/local-cloud'
import { teamsTokenAnswer } from '@/lib/contract/schemas'
import { DELETE, GET, POST } from './route'

const cloud = localCloud()

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
    const { token, expiresOn } = teamsTokenAnswer.parse(body)
    expect(decodeJwt(token).skypeid).toBe(`orgid:${cloud.emulator.user('ada').objectId}`)
    expect(Date.parse(expiresOn) / 1000).toBe(decodeJwt(teamsUserAadToken).exp)
  })

  it('exchanges the token of the header', async () => {
    const headers = { 'teams-user-aad-token': await cloud.emulator.teamsToken('ada') }
    const answer = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), headers })
    expect(answer.status).toBe(201)
  })

  it('takes an issuer in the v2.0 form', async () => {
    const { url, config } = cloud.emulator
    const iss = `${url}/${config.tenantId}/v2.0`
    const body = { teamsUserAadToken: await teamsToken({ iss, ver: '2.0' }) }
    const answer = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(answer.status).toBe(201)
  })

  it.each([
    [400, 'teams_token_missing', () => Promise.resolve('')],
    [401, 'teams_token_invalid', () => Promise.resolve('not a token')],
    [401, 'teams_token_invalid', () => teamsToken({}, 'foreign')],
    [401, 'teams_token_invalid', () => teamsToken({ aud: 'https://graph.microsoft.com' })],
    [401, 'teams_token_invalid', () => teamsToken({ iss: 'https://evil.example/' })],
    [401, 'teams_token_invalid', () => cloud.emulator.apiToken('ada')],
    [401, 'teams_token_expired', () => teamsToken({ exp: now() - 120 })],
    [401, 'teams_token_expiring', () => teamsToken({ exp: now() + 240 })],
    [403, 'teams_token_wrong_user', () => cloud.emulator.teamsToken('grace')],
    [403, 'teams_token_wrong_tenant', () => foreignTenantToken()],
    [400, 'teams_token_wrong_client', () => teamsToken({ appid: crypto.randomUUID() })],
    [403, 'teams_scope_missing', () => teamsToken({ scp: 'Teams.ManageChats' })],
  ])('answers %i %s without asking ACS', async (status, code, token) => {
    const body = { teamsUserAadToken: await token() }
    const answer = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(answer).toMatchObject({ status, body: { code } })
    const { counts } = await cloud.emulator.state()
    expect(counts).not.toHaveProperty('acs.exchangeTeamsToken')
  })

  it('needs Teams.ManageCalls only', async () => {
    const body = { teamsUserAadToken: await teamsToken({ scp: 'Teams.ManageCalls' }) }
    const answer = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(answer.status).toBe(201)
  })

  it.each([
    [403, 'Forbidden', 403, 'teams_access_denied'],
    [401, 'InvalidAccessToken', 401, 'teams_token_invalid'],
    [401, 'Denied', 502, 'upstream_failed'],
    [429, 'TooManyRequests', 503, 'upstream_throttled'],
  ])('answers a refusal of ACS (%i %s) with %i %s', async (status, code, ...expected) => {
    await cloud.emulator.fault({ operation: 'acs.exchangeTeamsToken', status, code, times: 3 })
    const body = { teamsUserAadToken: await teamsToken() }
    const answer = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect([answer.status, answer.body?.code]).toEqual(expected)
  })
})

describe('GET /api/token/teams', () => {
  it('exchanges the token of the header', async () => {
    const headers = { 'teams-user-aad-token': await cloud.emulator.teamsToken('ada') }
    const answer = await call(GET, { ...(await cloud.caller('ada')), headers })
    expect(answer.status).toBe(201)
  })

  it('answers 400 without the header', async () => {
    const answer = await call(GET, await cloud.caller('ada'))
    expect(answer).toMatchObject({ status: 400, body: { code: 'teams_token_missing' } })
  })
})

it('has no other methods', async () => {
  const answer = await call(DELETE, { method: 'DELETE' })
  expect(answer.headers.get('allow')).toBe('GET, POST')
})

async function foreignTenantToken() {
  const tid = crypto.randomUUID()
  return teamsToken({ tid, iss: `https://sts.windows.net/${tid}/` })
}
