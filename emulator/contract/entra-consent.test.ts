import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import {
  handedBack,
  passwordTokens,
  redemption,
  requestToken,
  server,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
  TEAMS_SCOPE,
} from '../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const CHATS = TEAMS_SCOPE.replace('Calls', 'Chats')

/** The client app's tokens after a sign-in that consents to one scope. */
async function tokensFor(scope: string) {
  const { code = '' } = handedBack(await signIn(emulator, spaRequest({ scope })))
  return (await requestToken(emulator, redemption(code), { headers: SPA_ORIGIN })).body
}

function scopesOf({ access_token }: { access_token: string }): string[] {
  return String(decodeJwt(access_token).scp).split(' ').sort()
}

// https://github.com/AzureAD/microsoft-authentication-library-for-dotnet/issues/1713, 2661;
// https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/1056
test('an access token carries all consented scopes of its resource, and the response names them', async () => {
  const first = await tokensFor(`offline_access ${TEAMS_SCOPE}`)
  expect(scopesOf(first)).toEqual(['Teams.ManageCalls'])
  const second = await tokensFor(CHATS)
  expect(scopesOf(second)).toEqual(['Teams.ManageCalls', 'Teams.ManageChats'])
  expect(second.scope.split(' ')).toEqual([CHATS, TEAMS_SCOPE])

  const { refresh_token } = first
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token, scope: TEAMS_SCOPE }
  const { body } = await requestToken(emulator, fields, { headers: SPA_ORIGIN })
  expect(scopesOf(body)).toEqual(['Teams.ManageCalls', 'Teams.ManageChats'])
  expect(body.scope.split(' ')).toEqual([TEAMS_SCOPE, CHATS])
})

test('a token by on-behalf-of carries all consented scopes of its resource, too', async () => {
  const { access_token: assertion } = await passwordTokens(emulator, 'ada', API_SCOPE)
  const { body } = await requestToken(emulator, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    ...server,
    assertion,
    scope: 'User.Read',
  })
  expect(scopesOf(body)).toEqual(['User.Read', 'User.ReadWrite'])
  expect(body.scope).toBe('User.Read User.ReadWrite')
})

test('what one user or one client has consented to is in no token of another', async () => {
  await tokensFor(TEAMS_SCOPE)
  const others = await passwordTokens(emulator, 'grace', CHATS)
  expect(scopesOf(others)).toEqual(['Teams.ManageChats'])
  const byServer = await passwordTokens(emulator, 'ada', CHATS, server)
  expect(scopesOf(byServer)).toEqual(['Teams.ManageChats'])
})
