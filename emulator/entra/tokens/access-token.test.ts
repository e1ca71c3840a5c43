import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { API_SCOPE, CLIENT_APP_ID, SERVER_APP_ID } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import { CONTOSO, passwordTokens, sampleUser, server, spa, TEAMS_SCOPE } from '../../testing/entra'

const emulator = await startTestEmulator({ lifetimes: { graph: 61 } })
const now = emulator.clock.now / 1000
const ada = sampleUser('ada')

async function accessToken(scope: string, client: Record<string, string> = spa, name = 'ada') {
  return (await passwordTokens(emulator, name, scope, client)).access_token
}

test('a token for the API is v2.0 with the API’s GUID as audience', async () => {
  const claims = decodeJwt(await accessToken(API_SCOPE))
  expect(claims).toMatchObject({
    aud: SERVER_APP_ID,
    iss: `${emulator.url}/${CONTOSO}/v2.0`,
    ver: '2.0',
    azp: CLIENT_APP_ID,
    azpacr: '0',
    scp: 'access_as_user',
    oid: ada.objectId,
    tid: CONTOSO,
    name: ada.displayName,
    preferred_username: ada.username,
  })
  expect(claims).not.toHaveProperty('appid')
})

test.each([
  [
    'Graph',
    'https://graph.microsoft.com/User.Read',
    'https://graph.microsoft.com',
    'User.Read User.ReadWrite',
  ],
  ['Teams', TEAMS_SCOPE, 'https://auth.msft.communication.azure.com', 'Teams.ManageCalls'],
])('a token for %s is v1.0 with its URI as audience', async (_name, scope, aud, scp) => {
  const claims = decodeJwt(await accessToken(scope, server))
  expect(claims).toMatchObject({
    aud,
    iss: `https://sts.windows.net/${CONTOSO}/`,
    ver: '1.0',
    appid: SERVER_APP_ID,
    appidacr: '1',
    scp,
    oid: ada.objectId,
    tid: CONTOSO,
    unique_name: ada.username,
  })
  expect(claims).not.toHaveProperty('azp')
})

test('time is dated five minutes back, and ends when expires_in says', async () => {
  const { access_token, expires_in } = await passwordTokens(emulator, 'ada', 'User.Read')
  expect(expires_in).toBe(61)
  expect(decodeJwt(access_token)).toMatchObject({ iat: now - 300, nbf: now - 300, exp: now + 61 })
})

test('sub is pairwise: stable per resource, different between resources and users', async () => {
  const [one, same, otherResource, otherUser] = await Promise.all([
    accessToken(API_SCOPE),
    accessToken(API_SCOPE, server),
    accessToken('User.Read'),
    accessToken(API_SCOPE, spa, 'grace'),
  ])
  const sub = (token: string) => decodeJwt(token).sub
  expect(sub(one)).toBe(sub(same))
  expect(new Set([sub(one), sub(otherResource), sub(otherUser)]).size).toBe(3)
})

test('tokens are as long as real ones, and no two are alike', async () => {
  const [one, two] = [await accessToken('User.Read'), await accessToken('User.Read')]
  expect(one.length).toBeGreaterThan(1500)
  expect(one.length).toBeLessThan(2500)
  expect(decodeJwt(one).uti).not.toBe(decodeJwt(two).uti)
  for (const claim of ['uti', 'rh', 'aio', 'sid']) expect(decodeJwt(one)).toHaveProperty(claim)
})

test('an administrator is told by wids, a guest by acct', async () => {
  const admin = decodeJwt(await accessToken('User.Read', spa, 'katherine'))
  expect(admin.wids).toEqual(['62e90394-69f5-4237-9190-012177145e10'])
  expect(decodeJwt(await accessToken('User.Read', spa, 'mary'))).toHaveProperty('acct', 1)
})
