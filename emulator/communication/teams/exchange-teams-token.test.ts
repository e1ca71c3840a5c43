import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../../core/config/samples'
import { errorOf, sendSigned, VERSION } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO, passwordTokens, resign, sampleUser, TEAMS_SCOPE } from '../../testing/entra'

const emulator = await startTestEmulator({ lifetimes: { teams: 3600 } })
const { objectId } = sampleUser('ada')

beforeEach(emulator.reset)

async function teamsToken(name = 'ada', scope = TEAMS_SCOPE): Promise<string> {
  return (await passwordTokens(emulator, name, scope)).access_token
}

function exchange(token: unknown, fields: Record<string, unknown> = {}): Promise<Response> {
  const body = { token, appId: CLIENT_APP_ID, userId: objectId, ...fields }
  return sendSigned(emulator, `/teamsUser/:exchangeAccessToken?${VERSION}`, { body })
}

test('a Teams user’s token becomes an ACS token that ends with it', async () => {
  const entra = await teamsToken()
  const response = await exchange(entra)
  expect(response.status).toBe(200)
  const { token, expiresOn } = await bodyOf<{ token: string; expiresOn: string }>(response)
  expect(expiresOn).toBe('2026-01-15T13:00:00.0000000+00:00')
  const { iat, exp, uti } = decodeJwt(entra)
  expect(decodeJwt(token)).toMatchObject({
    skypeid: `orgid:${objectId}`,
    scp: 1024,
    tid: CONTOSO,
    exp,
    acsScope: 'voip,chat',
    aad_iat: String(iat),
    aad_uti: uti,
    aad_appid: CLIENT_APP_ID,
  })
})

test.each(['https://auth.msft.communication.azure.com/', '1fd5118e-2576-4263-8130-9503064c837a'])(
  'the audience may be %s',
  async (aud) => {
    expect((await exchange(await resign(emulator, await teamsToken(), { aud }))).status).toBe(200)
  },
)

const notValid = [401, 'InvalidAccessToken', 'Provided access token is not valid.']

test.each([
  ['an empty token', () => ''],
  ['nonsense', () => 'nonsense'],
  ['an expired token', (token: string) => resign(emulator, token, { exp: 1 })],
  ['a foreign signature', (token: string) => resign(emulator, token, {}, 'foreign')],
  ['another audience', () => teamsToken('ada', 'User.Read')],
] as const)('%s is not valid', async (_case, change) => {
  expect(await errorOf(await exchange(await change(await teamsToken())))).toEqual(notValid)
})

test('an empty body has no token', async () => {
  const response = await sendSigned(emulator, `/teamsUser/:exchangeAccessToken?${VERSION}`)
  expect(await errorOf(response)).toEqual([
    400,
    'ValidationError',
    "The body is either missing or doesn't contain any token.",
  ])
})

test('a user without a Teams license and a token without a Teams scope are forbidden', async () => {
  const { objectId: userId } = sampleUser('alan')
  const unlicensed = await exchange(await teamsToken('alan'), { userId })
  expect((await errorOf(unlicensed)).slice(0, 2)).toEqual([403, 'Forbidden'])
  const scopeless = await exchange(await resign(emulator, await teamsToken(), { scp: 'Other' }))
  expect((await errorOf(scopeless)).slice(0, 2)).toEqual([403, 'Forbidden'])
})
