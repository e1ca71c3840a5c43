import { expect, test } from 'vitest'
import { createIdentity, identityPath, sendSigned } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  cookieOf,
  handedBack,
  openAuthorize,
  redemption,
  requestToken,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
  spaTokens,
  TEAMS_SCOPE,
} from '../testing/entra'

const emulator = await startTestEmulator()

test('reset forgets identities, counts, faults and requests', async () => {
  const id = await createIdentity(emulator)
  await emulator.post('/_emulator/faults', { operation: '*', status: 500, times: 9 })
  expect((await emulator.post('/_emulator/reset', {})).status).toBe(204)
  expect(await bodyOf(await emulator.fetch('/_emulator/state'))).toEqual({
    identities: [],
    counts: {},
  })
  expect(await bodyOf(await emulator.fetch('/_emulator/requests'))).toEqual([])
  const response = await sendSigned(emulator, identityPath(id, '/:revokeAccessTokens'))
  expect(response.status).toBe(401)
})

test('reset ends sessions, codes and refresh tokens, and consent is asked for again', async () => {
  const request = spaRequest({ scope: `offline_access ${TEAMS_SCOPE}` })
  const cookie = cookieOf(await signIn(emulator, request))
  const { code = '' } = handedBack(await signIn(emulator, request))
  const { refresh_token } = await spaTokens(emulator, request)
  await emulator.reset()

  const silent = await openAuthorize(emulator, { ...request, prompt: 'none' }, { cookie })
  expect(handedBack(silent).error).toBe('login_required')
  const redeemed = await requestToken(emulator, redemption(code), { headers: SPA_ORIGIN })
  expect(redeemed.body.error).toBe('invalid_grant')
  const refreshed = await requestToken(
    emulator,
    { grant_type: 'refresh_token', ...spa, refresh_token },
    { headers: SPA_ORIGIN },
  )
  expect(refreshed.body.error_codes).toEqual([50173])

  const fresh = cookieOf(await signIn(emulator, spaRequest()))
  const again = await openAuthorize(emulator, { ...request, prompt: 'none' }, { cookie: fresh })
  expect(handedBack(again).error).toBe('consent_required')
})

test('a page of another origin can change nothing', async () => {
  for (const path of ['reset', 'sign', 'check-token', 'faults', 'settings', 'rotate-key']) {
    const response = await emulator.fetch(`/_emulator/${path}`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: '{}',
    })
    expect(response.status).toBe(403)
  }
  const own = await emulator.fetch('/_emulator/reset', {
    method: 'POST',
    headers: { origin: emulator.url },
  })
  expect(own.status).toBe(204)
})
