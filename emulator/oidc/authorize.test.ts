import { beforeEach, expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { cookieOf, handedBack } from '../testing/entra'
import { OIDC_REDIRECT, oidcRequest, openOidc, pickPerson, PROVIDER } from '../testing/oidc'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

test('it shows the provider’s people, and none of Entra’s', async () => {
  const text = await (await openOidc(emulator, oidcRequest())).text()
  for (const name of ['Joan Clarke', 'Kathleen Booth', 'Dorothy Vaughan']) {
    expect(text).toContain(name)
  }
  expect(text).not.toContain('contoso')
})

test('picking a person hands back code, state and issuer, and starts a session of the provider', async () => {
  const response = await pickPerson(emulator, oidcRequest({ state: 'a b&c' }))
  expect(handedBack(response)).toEqual({
    code: expect.any(String) as string,
    state: 'a b&c',
    iss: `${emulator.url}${PROVIDER}`,
  })
  expect(response.headers.get('set-cookie')).toMatch(/; Path=\/oidc\/sample; HttpOnly; /)
})

test('a person is picked by a form only, never by a link', async () => {
  const request = { ...oidcRequest(), emulator_person: 'joan' }
  expect((await openOidc(emulator, request)).status).toBe(200)
})

test('a session signs in without a page, until it is asked for one, too old or reset', async () => {
  const cookie = cookieOf(await pickPerson(emulator, oidcRequest()))
  const silent = async (parameters: Record<string, string> = {}) =>
    handedBack(await openOidc(emulator, oidcRequest({ prompt: 'none', ...parameters }), cookie))
  expect(await silent()).toHaveProperty('code')
  expect((await openOidc(emulator, oidcRequest({ prompt: 'login' }), cookie)).status).toBe(200)
  emulator.clock.now += 61_000
  expect(await silent({ max_age: '120' })).toHaveProperty('code')
  expect(await silent({ max_age: '60' })).toMatchObject({ error: 'login_required' })
  await emulator.reset()
  expect(await silent()).toMatchObject({ error: 'login_required' })
})

test.each([
  ['an unknown client', { client_id: 'nobody' }],
  ['an unregistered redirect URI', { redirect_uri: 'https://elsewhere.example/' }],
  ['a longer path', { redirect_uri: `${OIDC_REDIRECT}/more` }],
])('%s gets a page, never a redirect', async (_case, parameters) => {
  const response = await openOidc(emulator, oidcRequest(parameters))
  expect([response.status, response.headers.get('location')]).toEqual([400, null])
})

test.each([
  ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
  ['another response mode', { response_mode: 'fragment' }, 'invalid_request'],
  ['no openid', { scope: 'profile' }, 'invalid_scope'],
  ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
])('%s is told to the client by redirect', async (_case, parameters, error) => {
  const response = await openOidc(emulator, oidcRequest({ state: 's', ...parameters }))
  expect(handedBack(response)).toMatchObject({ error, state: 's' })
})

test('a provider that no client names is not there', async () => {
  const metadata = '.well-known/openid-configuration'
  expect((await emulator.fetch(`/oidc/other/${metadata}`)).status).toBe(404)
  expect((await emulator.fetch(`${PROVIDER}/${metadata}`)).status).toBe(200)
})
