import { expect, expectConnected, type LongCall, test } from './fixtures/long-calls'

const SECOND = 1_000

/** Expects a call to be on, and never to have been interrupted. */
async function expectUninterrupted({ page }: LongCall, listened: string[]) {
  await expectConnected(page)
  expect(listened).toHaveLength(1)
}

function listenings({ page }: LongCall): string[] {
  const listened = ['once, on joining']
  page.on('request', (request) => {
    if (request.url().endsWith('/events')) listened.push(request.url())
  })
  return listened
}

for (const kind of ['acs-user', 'teams-user'] as const) {
  test(`a call as ${kind} outlives its tokens`, async ({ clock, longCall }) => {
    const call = await longCall('ada', kind)
    const listened = listenings(call)
    const first = call.end()
    expect(await call.renew(3)).toBe(3)
    // Whoever was not told of the later ones puts the person out now.
    await clock.advance(call.page, Math.max(0, first - clock.now()))
    await call.page.waitForTimeout(2 * SECOND)
    await expectUninterrupted(call, listened)
  })
}

test('a call goes on while Entra fails for a minute', async ({ clock, emulator, longCall }) => {
  const call = await longCall('ada', 'teams-user')
  const listened = listenings(call)
  expect(await call.renew(1)).toBe(1)
  await emulator.fault({ operation: 'entra.token', status: 503, times: 1_000 })
  const failed = call.page.waitForResponse((response) => response.status() === 503)
  await call.untilRenewal()
  await failed
  for (let seconds = 0; seconds < 60; seconds += 10) {
    await clock.advance(call.page, 10 * SECOND)
    await expectConnected(call.page)
  }
  await emulator.clearFaults()
  expect(await call.renew(2)).toBe(2)
  await expectUninterrupted(call, listened)
})

test('a call goes on while Entra can’t be reached for a minute', async ({ clock, longCall }) => {
  const call = await longCall('ada', 'teams-user')
  const { page } = call
  const listened = listenings(call)
  expect(await call.renew(1)).toBe(1)
  const entra = '**/oauth2/v2.0/**'
  await page.context().route(entra, (route) => route.abort('internetdisconnected'))
  const failed = page.waitForEvent('requestfailed')
  await call.untilRenewal()
  await failed
  for (let seconds = 0; seconds < 60; seconds += 10) {
    await clock.advance(page, 10 * SECOND)
    await expectConnected(page)
  }
  await page.context().unroute(entra)
  expect(await call.renew(2)).toBe(2)
  await expectUninterrupted(call, listened)
})

test('a decision of Entra’s ends the call, and is explained', async ({ emulator, longCall }) => {
  const { page, untilRenewal } = await longCall('ada', 'teams-user')
  const body = {
    error: 'interaction_required',
    error_description: 'AADSTS50076: You must use multi-factor authentication.',
    error_codes: [50076],
  }
  await emulator.fault({ operation: 'entra.token', status: 400, body })
  await untilRenewal()
  await expect(page.getByRole('heading', { name: 'Your sign-in has ended' })).toBeFocused()
  await expect(page.getByText('Your organisation asks for multi-factor').first()).toBeVisible()
})
