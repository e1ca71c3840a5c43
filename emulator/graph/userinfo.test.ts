import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, server } from '../testing/entra'

const emulator = await startTestEmulator()

async function userinfo(scope: string, method = 'GET'): Promise<Response> {
  const { access_token } = await passwordTokens(emulator, 'ada', scope, server)
  return emulator.fetch('/oidc/userinfo', {
    method,
    headers: { authorization: `Bearer ${access_token}` },
  })
}

test.each(['GET', 'POST'])('%s returns who has signed in, as the scopes allow', async (method) => {
  const scope = 'openid profile email'
  const { id_token } = await passwordTokens(emulator, 'ada', scope, server)
  expect(await bodyOf(await userinfo(scope, method))).toEqual({
    sub: decodeJwt(id_token).sub,
    name: 'Ada Lovelace',
    given_name: 'Ada',
    family_name: 'Lovelace',
    picture: `${emulator.url}/v1.0/me/photo/$value`,
    email: 'ada@contoso.example',
  })
  expect(Object.keys(await bodyOf(await userinfo('openid', method)))).toEqual(['sub'])
})

test('a token without openid is rejected', async () => {
  expect((await userinfo('User.Read')).status).toBe(403)
})
