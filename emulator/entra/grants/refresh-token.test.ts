import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import {
  FABRIKAM,
  passwordTokens,
  requestToken,
  sampleUser,
  server,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
  spaTokens,
  TEAMS_SCOPE,
} from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const HOUR = 60 * 60_000

type Fields = Record<string, string>

function refresh(refresh_token: string, fields: Fields = {}, headers: Fields = SPA_ORIGIN) {
  return requestToken(
    emulator,
    { grant_type: 'refresh_token', ...spa, refresh_token, ...fields },
    { headers },
  )
}

test('every use returns a new token, and the old one stays good', async () => {
  const { refresh_token: first } = await spaTokens(emulator)
  const { body } = await refresh(first)
  expect(body.refresh_token).not.toBe(first)
  expect((await refresh(first)).status).toBe(200)
  expect((await refresh(body.refresh_token)).status).toBe(200)
})

test('it may ask for another resource once consent is there', async () => {
  const { refresh_token } = await spaTokens(emulator)
  const before = await refresh(refresh_token, { scope: TEAMS_SCOPE })
  expect([before.body.error, before.body.suberror]).toEqual(['invalid_grant', 'consent_required'])
  await signIn(emulator, spaRequest({ scope: TEAMS_SCOPE }))
  expect((await refresh(refresh_token, { scope: TEAMS_SCOPE })).body.scope).toBe(TEAMS_SCOPE)
})

test('a single-page app’s tokens end 24 hours after the first: AADSTS700084', async () => {
  const { refresh_token } = await spaTokens(emulator)
  emulator.clock.now += 23 * HOUR
  const later = await refresh(refresh_token)
  expect(later.body.refresh_token_expires_in).toBe(3600)
  emulator.clock.now += HOUR
  const { body } = await refresh(later.body.refresh_token)
  expect([body.error, body.error_codes]).toEqual(['invalid_grant', [700084]])
})

test('others live 90 days from each use: AADSTS700082', async () => {
  const scope = 'offline_access User.Read'
  const { refresh_token } = await passwordTokens(emulator, 'ada', scope, server)
  emulator.clock.now += 89 * 24 * HOUR
  const later = await refresh(refresh_token, server, {})
  expect(later.status).toBe(200)
  emulator.clock.now += 2 * 24 * HOUR
  expect((await refresh(refresh_token, server, {})).body.error_codes).toEqual([700082])
  expect((await refresh(later.body.refresh_token, server, {})).status).toBe(200)
})

test('a single-page app refreshes across origins only', async () => {
  const { refresh_token } = await spaTokens(emulator)
  expect((await refresh(refresh_token, {}, {})).body.error_codes).toEqual([9002327])
})

test('a token that is none, altered, another client’s or another tenant’s is rejected', async () => {
  const { refresh_token, access_token } = await spaTokens(emulator)
  const altered = `${refresh_token.slice(0, -4)}AAAA`
  for (const token of ['nonsense', altered, access_token]) {
    const { body } = await refresh(token)
    expect([body.error, body.error_codes]).toEqual(['invalid_grant', [9002313]])
  }
  expect((await refresh(refresh_token, server)).body.error_codes).toEqual([9002313])
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token }
  const { body } = await requestToken(emulator, fields, { headers: SPA_ORIGIN, tenant: FABRIKAM })
  expect(body.error_codes).toEqual([700005])
})

test('a second factor that is missing is AADSTS50076 with claims', async () => {
  const scope = `offline_access ${API_SCOPE}`
  const { refresh_token } = await passwordTokens(emulator, 'edsger', scope, server)
  const { body } = await refresh(refresh_token, { ...server, scope: 'User.Read' }, {})
  expect([body.error, body.error_codes]).toEqual(['interaction_required', [50076]])
  expect(JSON.parse(body.claims)).toHaveProperty('access_token')
  expect(sampleUser('edsger').secondFactor).toBe('required')
})
