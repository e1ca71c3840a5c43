import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  cookieOf,
  handedBack,
  openAuthorize,
  passwordTokens,
  press,
  requestToken,
  sampleUser,
  server,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
  spaTokens,
} from '../testing/entra'
import { callGraph } from '../testing/graph'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const { username, objectId, tenantId } = sampleUser('ada')
const account = { emulator_account: username }

async function change(changes: object, user = username) {
  const response = await emulator.post(`/_emulator/users/${user}`, changes)
  return { status: response.status, body: await bodyOf(response) }
}

test('what has become of an account is shown, by name or object id, and forgotten by a reset', async () => {
  const unchanged = {
    username,
    objectId,
    tenantId,
    disabled: false,
    deleted: false,
    password: 'sample-password-of-ada',
    passwordChangedAt: null,
    sessionsRevokedAt: null,
  }
  const shown = async () => bodyOf(await emulator.fetch(`/_emulator/users/${objectId}`))
  expect(await shown()).toEqual(unchanged)
  const at = expect.stringMatching(/^2026-01-15T12:00:00\.\d{3}Z$/) as string
  const changed = { ...unchanged, disabled: true, sessionsRevokedAt: at }
  expect(await change({ disabled: true, revokeSessions: true })).toEqual({
    status: 200,
    body: changed,
  })
  expect(await shown()).toEqual(changed)
  await emulator.reset()
  expect(await shown()).toEqual(unchanged)
})

test('an unknown account is 404, and an unknown change 400', async () => {
  expect((await change({ disabled: true }, 'nobody@contoso.example')).status).toBe(404)
  expect((await change({ speed: 'high' })).status).toBe(400)
  expect((await change({ revokeSessions: false })).status).toBe(400)
})

test('who is disabled while signed in is refused without a page, and with one after being picked', async () => {
  const cookie = cookieOf(await signIn(emulator, spaRequest()))
  await change({ disabled: true })
  const silent = await openAuthorize(emulator, spaRequest({ prompt: 'none' }), { cookie })
  const { error, error_description } = handedBack(silent)
  expect(error).toBe('interaction_required')
  expect(error_description).toMatch(/^AADSTS50057: /)
  const shown = await (await openAuthorize(emulator, spaRequest(), { cookie })).text()
  expect(shown).toContain('Pick an account')
  expect(shown).toContain('disabled')
  const picked = await press(emulator, spaRequest(), account)
  expect(picked.headers.get('location')).toBeNull()
  expect(await picked.text()).toContain('AADSTS50057')
})

test('who is enabled again goes on with the same refresh token', async () => {
  const { refresh_token } = await spaTokens(emulator)
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token }
  const refresh = async () => (await requestToken(emulator, fields, { headers: SPA_ORIGIN })).status
  await change({ disabled: true })
  expect(await refresh()).toBe(400)
  await change({ disabled: false })
  expect(await refresh()).toBe(200)
})

test('who is deleted is in no list, and Graph no longer knows them', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada', 'User.Read', server)
  await change({ deleted: true })
  expect(await (await openAuthorize(emulator, spaRequest())).text()).not.toContain(username)
  const filter = `/users?$filter=${encodeURIComponent(`mail eq '${username}'`)}`
  const found = await callGraph(emulator, filter, { name: 'grace', scope: 'User.ReadBasic.All' })
  expect(await bodyOf(found)).toMatchObject({ value: [] })
  const authorization = `Bearer ${access_token}`
  expect((await emulator.fetch('/v1.0/me', { headers: { authorization } })).status).toBe(401)
})

test('a new password is the one that counts', async () => {
  await change({ password: 'another' })
  const fields = { grant_type: 'password', ...spa, username, scope: 'User.Read' }
  const outcome = async (password: string) =>
    (await requestToken(emulator, { ...fields, password })).body.error_codes
  expect(await outcome('sample-password-of-ada')).toEqual([50126])
  expect(await outcome('another')).toBeUndefined()
})

test('who signs in again at the moment of a revocation stays signed in', async () => {
  emulator.clock.now += 60_000
  await change({ revokeSessions: true })
  const cookie = cookieOf(await signIn(emulator, spaRequest()))
  const silent = await openAuthorize(emulator, spaRequest({ prompt: 'none' }), { cookie })
  expect(handedBack(silent)).toHaveProperty('code')
  const { refresh_token } = await spaTokens(emulator)
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token }
  expect((await requestToken(emulator, fields, { headers: SPA_ORIGIN })).status).toBe(200)
})
