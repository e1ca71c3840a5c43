import type { Page } from '@playwright/test'
import { expect, expectConnected, test } from '../../tests/support/browser/long-calls'

const SECOND = 1_000

/** Records each time from now on that a page reconnects to its call's events. */
function watchInterruptions(page: Page): string[] {
  const again: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/events')) again.push(request.url())
  })
  return again
}

for (const kind of ['acs-user', 'teams-user'] as const) {
  test(`a call as ${kind} outlives its tokens`, async ({ clock, longCall }) => {
    const { page, end, renew, token } = await longCall('ada', kind)
    const interruptions = watchInterruptions(page)
    const first = end()
    for (let renewal = 0; renewal < 3; renewal++) {
      const shown = page.waitForRequest(/\/state$/)
      expect(await renew(1)).toBe(1)
      const authorization = await (await shown).headerValue('authorization')
      expect(authorization === `Bearer ${token()}`).toBe(true)
    }
    await clock.advance(page, Math.max(0, first - clock.now()))
    expect(await renew(2)).toBe(2)
    await expectConnected(page)
    expect(interruptions).toEqual([])
  })
}

test('a token is renewed in a long call, and a sign-out ends it', async ({ longCall }) => {
  const { page, renew, untilRenewal } = await longCall('ada', 'acs-user')
  expect(await renew(1)).toBe(1)
  await expectConnected(page)
  await page.context().clearCookies()
  await untilRenewal()
  await expect(
    page.getByRole('heading', { name: 'Your session has ended, so the call ended too.' }),
  ).toBeVisible()
})

test('a call goes on while Entra fails for a minute', async ({ clock, emulator, longCall }) => {
  const { page, renew, untilRenewal } = await longCall('ada', 'teams-user')
  const interruptions = watchInterruptions(page)
  expect(await renew(1)).toBe(1)
  await emulator.fault({ operation: 'entra.token', status: 503, times: 1_000 })
  const failed = page.waitForResponse((response) => response.status() === 503)
  await untilRenewal()
  await failed
  for (let seconds = 0; seconds < 60; seconds += 10) {
    await clock.advance(page, 10 * SECOND)
    await expectConnected(page)
  }
  await emulator.clearFaults()
  expect(await renew(2)).toBe(2)
  await expectConnected(page)
  expect(interruptions).toEqual([])
})

test('a call goes on while Entra can’t be reached for a minute', async ({ clock, longCall }) => {
  const { page, renew, untilRenewal } = await longCall('ada', 'teams-user')
  const interruptions = watchInterruptions(page)
  expect(await renew(1)).toBe(1)
  const entra = '**/oauth2/v2.0/**'
  await page.context().route(entra, (route) => route.abort('internetdisconnected'))
  const failed = page.waitForEvent('requestfailed')
  await untilRenewal()
  await failed
  for (let seconds = 0; seconds < 60; seconds += 10) {
    await clock.advance(page, 10 * SECOND)
    await expectConnected(page)
  }
  await page.context().unroute(entra)
  expect(await renew(2)).toBe(2)
  await expectConnected(page)
  expect(interruptions).toEqual([])
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
  await expect(page.getByRole('heading', { name: /^Your session has ended/ })).toBeFocused()
  await expect(page.getByText('Your organization requires multi-factor').first()).toBeVisible()
})

test('where Entra stays away, the call ends with its token, and says why', async ({
  clock,
  emulator,
  longCall,
}) => {
  const { page, end, untilRenewal } = await longCall('ada', 'teams-user')
  await emulator.fault({ operation: 'entra.token', status: 503, times: 1_000 })
  const failed = page.waitForResponse((response) => response.status() === 503)
  await untilRenewal()
  await failed
  await clock.advance(page, end() - clock.now() - 10 * SECOND)
  await expectConnected(page)
  await clock.advance(page, 10 * SECOND)
  await expect(
    page.getByRole('heading', { name: 'No token was issued for this call.' }),
  ).toBeFocused()
  await expect(page.getByText('Microsoft did not issue a token.').first()).toBeVisible()
})
