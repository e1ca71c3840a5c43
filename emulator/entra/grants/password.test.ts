import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { API_SCOPE, samples } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import { passwordTokens, requestToken, sampleUser, spa, TEAMS_SCOPE } from '../../testing/entra'

const emulator = await startTestEmulator()

const customers = samples.tenants.filter(({ kind }) => kind !== 'workforce').map(({ id }) => id)
const employees = samples.users.filter(({ tenantId }) => !customers.includes(tenantId))

test.each(employees.map(({ givenName }) => givenName.toLowerCase()))(
  '%s gets the API, Teams and Graph scopes',
  async (name) => {
    for (const scope of [API_SCOPE, TEAMS_SCOPE, 'https://graph.microsoft.com/User.Read']) {
      const { access_token } = await passwordTokens(emulator, name, scope)
      expect(scope).toContain(String(decodeJwt(access_token).scp))
    }
  },
)

test('openid and offline_access bring an id token and a refresh token', async () => {
  const scope = `openid offline_access ${API_SCOPE}`
  const { id_token, refresh_token } = await passwordTokens(emulator, 'ada', scope)
  expect(decodeJwt(id_token)).toHaveProperty('aud', spa.client_id)
  expect(refresh_token.length).toBeGreaterThan(900)
})

test.each([
  ['a wrong password', { password: 'wrong' }, 50126],
  ['an unknown user', { username: 'nobody@contoso.example' }, 50034],
  ['a user of another tenant', { username: sampleUser('hedy').username }, 50020],
])('%s is rejected', async (_case, fields, number) => {
  const { username, password } = sampleUser('ada')
  const { body } = await requestToken(emulator, {
    grant_type: 'password',
    ...spa,
    username,
    password,
    scope: API_SCOPE,
    ...fields,
  })
  expect([body.error, body.error_codes]).toEqual(['invalid_grant', [number]])
})
