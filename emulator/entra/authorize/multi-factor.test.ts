import { beforeEach, expect, test } from 'vitest'
import { startTestEmulator } from '../../testing/emulator'
import {
  handedBack,
  openAuthorize,
  passwordTokens,
  press,
  redemption,
  requestToken,
  sampleUser,
  server,
  SPA_ORIGIN,
  spaRequest,
} from '../../testing/entra'

const emulator = await startTestEmulator()
const graphRequest = spaRequest({ scope: 'User.Read' })
const barbara = { emulator_account: sampleUser('barbara').username }

beforeEach(emulator.reset)

test('who has no second factor yet is AADSTS50079 on behalf of, with the claims to pass on', async () => {
  const { status, body } = await requestToken(emulator, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    ...server,
    assertion: (await passwordTokens(emulator, 'barbara')).access_token,
    scope: 'User.Read',
  })
  expect([status, body.error, body.error_codes]).toEqual([400, 'interaction_required', [50079]])
  expect(JSON.parse(body.claims)).toHaveProperty('access_token.capolids.essential', true)
})

test('setting one up is offered once, and approving from then on', async () => {
  const first = await press(emulator, graphRequest, barbara)
  expect(await first.text()).toContain('Set up and approve')
  const approved = await press(emulator, graphRequest, {
    ...barbara,
    emulator_approved: 'yes',
    emulator_consent: 'accept',
  })
  const { code = '' } = handedBack(approved)
  const redeemed = await requestToken(emulator, redemption(code), { headers: SPA_ORIGIN })
  expect(redeemed.status).toBe(200)
  const later = await press(emulator, graphRequest, barbara)
  expect(await later.text()).toContain('Approve sign-in')
})

test('a silent request is told to interact', async () => {
  const cookie = (await press(emulator, spaRequest(), barbara)).headers.get('set-cookie') ?? ''
  const silent = await openAuthorize(emulator, { ...graphRequest, prompt: 'none' }, { cookie })
  expect(handedBack(silent)).toMatchObject({
    error: 'interaction_required',
    error_description: expect.stringMatching(/^AADSTS50079: /) as string,
  })
})
