import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE, SERVER_APP_ID } from '../../core/config/samples'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import {
  CONTOSO,
  FABRIKAM,
  passwordTokens,
  requestToken,
  sampleUser,
  server,
  SERVER_REDIRECT,
} from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function appToken(resource: string, tenant = CONTOSO): Promise<string> {
  const scope = `${resource}/.default`
  const fields = { grant_type: 'client_credentials', ...server, scope }
  return (await requestToken(emulator, fields, { tenant })).body.access_token
}

test('a user’s roles of an app are in its access tokens and id tokens', async () => {
  const { access_token } = await passwordTokens(emulator, 'katherine')
  expect(decodeJwt(access_token).roles).toEqual(['Operator'])
  const scope = `openid profile ${API_SCOPE}`
  const { id_token } = await passwordTokens(emulator, 'katherine', scope, server)
  expect(decodeJwt(id_token).roles).toEqual(['Operator'])
})

test('without a role there is no claim, nor in tokens for others', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada')
  expect(decodeJwt(access_token)).not.toHaveProperty('roles')
  const graph = await passwordTokens(emulator, 'katherine', 'User.Read')
  expect(decodeJwt(graph.access_token)).not.toHaveProperty('roles')
})

test('an app has the roles it was granted, in every tenant or in the one that granted them', async () => {
  expect(decodeJwt(await appToken(`api://${SERVER_APP_ID}`)).roles).toEqual(['Maintenance.Run'])
  const graph = 'https://graph.microsoft.com'
  expect(decodeJwt(await appToken(graph))).not.toHaveProperty('roles')

  await emulator.fetch(`/${CONTOSO}/adminconsent`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: SERVER_APP_ID,
      redirect_uri: SERVER_REDIRECT,
      emulator_account: sampleUser('katherine').username,
      emulator_consent: 'accept',
    }),
  })
  const granted = await appToken(graph)
  expect(decodeJwt(granted).roles).toEqual(['User.Read.All'])
  expect(decodeJwt(await appToken(graph, FABRIKAM))).not.toHaveProperty('roles')

  const authorization = `Bearer ${granted}`
  const response = await emulator.fetch('/v1.0/users/grace@contoso.example', {
    headers: { authorization },
  })
  expect(await bodyOf(response)).toMatchObject({ displayName: 'Grace Hopper' })
})
