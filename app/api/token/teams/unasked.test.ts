import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { POST } from './route'

const cloud = localCloud()

/** A Teams token of Ada's, with some claims changed and Entra's signature renewed. */
async function teamsToken(changes: Record<string, unknown> = {}, key = 'entra') {
  const claims = decodeJwt(await cloud.emulator.teamsToken('ada'))
  return cloud.emulator.sign({ ...claims, ...changes }, { key })
}

async function exchange(teamsUserAadToken: string) {
  const caller = await cloud.caller('ada')
  return call(POST, { method: 'POST', ...caller, body: { teamsUserAadToken } })
}

function v1Issuer(tenantId: string) {
  return `https://sts.windows.net/${tenantId}/`
}

function v2Issuer(tenantId: string) {
  return `${cloud.emulator.url}/${tenantId}/v2.0`
}

const another = crypto.randomUUID()
const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow

// ACS would refuse most of these as well: that it wasn't asked is what is proven here.
it.each([
  ['teams_token_wrong_user', 'another user', () => teamsToken({ oid: another })],
  ['teams_token_wrong_user', 'another person', () => cloud.emulator.teamsToken('grace')],
  [
    'teams_token_wrong_tenant',
    'another tenant, v1.0',
    () => teamsToken({ tid: another, iss: v1Issuer(another) }),
  ],
  ['teams_token_wrong_client', 'another app', () => teamsToken({ appid: another })],
  ['teams_token_wrong_client', 'no app', () => teamsToken({ appid: undefined })],
  ['teams_token_wrong_client', 'another app, in its azp', () => teamsToken({ azp: another })],
  ['teams_scope_missing', 'no scope', () => teamsToken({ scp: undefined })],
  ['teams_scope_missing', 'chats alone', () => teamsToken({ scp: 'Teams.ManageChats' })],
  ['teams_scope_missing', 'a longer scope', () => teamsToken({ scp: 'Teams.ManageCalls.All' })],
  ['teams_token_invalid', 'another signer', () => teamsToken({}, 'foreign')],
  [
    'teams_token_invalid',
    'another audience',
    () => teamsToken({ aud: 'https://graph.microsoft.com' }),
  ],
  [
    'teams_token_invalid',
    'another tenant’s issuer, v1.0',
    () => teamsToken({ iss: v1Issuer(another) }),
  ],
  [
    'teams_token_invalid',
    'another tenant’s issuer, v2.0',
    () => teamsToken({ iss: v2Issuer(another) }),
  ],
  ['teams_token_invalid', 'no nbf', () => teamsToken({ nbf: undefined })],
  ['teams_token_invalid', 'no iat', () => teamsToken({ iat: undefined })],
  ['teams_token_expired', 'the past', () => teamsToken({ exp: seconds(-120) })],
  ['teams_token_expiring', 'the next half minute', () => teamsToken({ exp: seconds(30) })],
])('%s: a Teams token of %s never reaches ACS', async (code, _, token) => {
  expect((await exchange(await token())).body?.code).toBe(code)
  expect(await cloud.emulator.requests('acs.exchangeTeamsToken')).toEqual([])
})

it('ACS is told the app and the user that were checked', async () => {
  const { oid, appid } = decodeJwt(await cloud.emulator.teamsToken('ada'))
  const token = await teamsToken({ appid: String(appid).toUpperCase() })
  expect((await exchange(token)).status).toBe(201)
  expect(await cloud.emulator.requests('acs.exchangeTeamsToken')).toMatchObject([
    { body: { appId: appid, userId: oid } },
  ])
})
