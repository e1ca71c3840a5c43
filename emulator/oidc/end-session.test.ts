import { expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { handedBack, passwordTokens } from '../testing/entra'
import {
  oidcClient,
  oidcRedemption,
  oidcRequest,
  pickPerson,
  PROVIDER,
  requestOidcToken,
} from '../testing/oidc'

const emulator = await startTestEmulator()
const RETURN = 'http://localhost:3000/signed-out'

function logout(parameters: Record<string, string>): Promise<Response> {
  return emulator.fetch(`${PROVIDER}/logout?${new URLSearchParams(parameters)}`)
}

async function idToken(): Promise<string> {
  const { code = '' } = handedBack(await pickPerson(emulator, oidcRequest()))
  return (await requestOidcToken(emulator, oidcRedemption(code))).body.id_token ?? ''
}

test('it ends the session, and returns with state to what the client of the id token has registered', async () => {
  const id_token_hint = await idToken()
  // An expired one will do.
  emulator.clock.now += 2 * 3_600_000
  const response = await logout({ id_token_hint, post_logout_redirect_uri: RETURN, state: 's' })
  expect(response.headers.get('location')).toBe(`${RETURN}?state=s`)
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
})

test('client_id names the client as well', async () => {
  const { client_id } = oidcClient
  const response = await logout({ client_id, post_logout_redirect_uri: RETURN })
  expect(response.headers.get('location')).toBe(RETURN)
})

test('without a return address it shows a page', async () => {
  expect((await logout({})).status).toBe(200)
})

test('an address nobody has registered, and a hint that is no id token of its, is a page', async () => {
  const { id_token } = await passwordTokens(emulator, 'ada', 'openid')
  const { client_id } = oidcClient
  for (const parameters of [
    { post_logout_redirect_uri: RETURN },
    { client_id, post_logout_redirect_uri: 'https://elsewhere.example/' },
    { id_token_hint: id_token, post_logout_redirect_uri: RETURN },
    { id_token_hint: 'nonsense', post_logout_redirect_uri: RETURN },
  ]) {
    const response = await logout(parameters)
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
  }
})
