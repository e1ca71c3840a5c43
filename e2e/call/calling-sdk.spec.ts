import type { BrowserContext, Page, Request } from '@playwright/test'
import { expectAccessible } from '../../tests/support/browser/accessible'
import { expect, test } from '../../tests/support/browser/calls'
import {
  fakeDevices,
  GRANT_DEVICES,
  thisMachineOnly,
} from '../../tests/support/browser/chromium-flags'
import { type RealModeApp, startRealModeApp } from '../../tests/support/programs/real-mode'

// This proves the wiring: that the real SDK is loaded, given the right token, and sent to the right
// meeting. Nothing responds to it, so it proves nothing about calls of Azure or Teams.
test.use({
  mediaArguments: [fakeDevices(), GRANT_DEVICES, thisMachineOnly('MAP *.cloud.test 127.0.0.1')],
  ignoreHTTPSErrors: true,
})

const THREAD = '19:meeting_NjE2ZDk3YTctMDAwMC00MDAw@thread.v2'
const ORGANIZER = 'b0000000-0000-4000-8000-000000000002'
const TENANT = 'c0000000-0000-4000-8000-000000000001'
const CONTEXT = JSON.stringify({ Tid: TENANT, Oid: ORGANIZER })
const LINK = `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(THREAD)}/0?context=${encodeURIComponent(CONTEXT)}`
const SDK_BYTES = 3_000_000
// Before it joins without its configuration, the SDK asks for that again and again.
const PATIENCE = { timeout: 30_000 }

let app: RealModeApp

test.beforeAll(async ({ emulator }) => {
  app = await startRealModeApp(emulator)
})

test.afterAll(async () => {
  await app.stop()
})

/** Lets nothing out of this machine, and returns what was tried. */
async function blockEgress(context: BrowserContext): Promise<Request[]> {
  const tried: Request[] = []
  await context.route(
    ({ hostname }) => hostname !== 'app.cloud.test',
    (route) => {
      tried.push(route.request())
      return route.abort('internetdisconnected')
    },
  )
  return tried
}

function skypeToken(request: Request): string | undefined {
  return request.headers()['x-skypetoken']
}

function scripts(page: Page): number[] {
  const sizes: number[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    void response.body().then(
      (body) => sizes.push(body.length),
      () => undefined,
    )
  })
  return sizes
}

test.setTimeout(120_000)

test('the issued token arrives in the join request, with the meeting', async ({ browser }) => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const tried = await blockEgress(context)
  await app.signIn(context, 'ada')
  const page = await context.newPage()
  const sizes = scripts(page)
  const violations: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  await page.goto(`${app.url}/call`)
  await expect(page.getByText('Local call, not Teams')).toBeHidden()
  await page.getByRole('textbox', { name: 'Who or what do you want to call?' }).fill(LINK)
  await expect(page.getByText('Teams meeting by link')).toBeVisible()
  expect(Math.max(...sizes)).toBeLessThan(SDK_BYTES)
  expect(tried).toEqual([])

  const responded = page.waitForResponse(/\/api\/token$/)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  const { token } = (await (await responded).json()) as { token: string }
  const joins = () => tried.filter((request) => skypeToken(request) === token)
  const toMeeting = () => joins().filter((request) => request.postData()?.includes(THREAD))
  await expect.poll(() => toMeeting().length, PATIENCE).toBeGreaterThan(0)
  expect(toMeeting()[0]?.method()).toBe('POST')
  expect(toMeeting()[0]?.postData()).toContain(ORGANIZER)
  await expect.poll(() => Math.max(...sizes)).toBeGreaterThan(SDK_BYTES)

  const failure = page.getByRole('heading', { name: 'The calling service could not be reached.' })
  await expect(failure).toBeVisible(PATIENCE)
  await expect(
    page.getByRole('paragraph').filter({ hasText: 'Check your connection, VPN' }),
  ).toBeVisible()
  await expect(page.getByText(/^49\d\/\d+$/).first()).toBeVisible()

  await page.getByText('What these codes mean').click()
  await expect(page.getByRole('row').and(page.locator('[aria-current=true]'))).toBeInViewport()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 720 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  const isCut = (element: HTMLElement) => element.scrollWidth > element.clientWidth
  expect(await page.getByRole('region', { name: 'Codes' }).evaluate(isCut)).toBe(false)

  const before = toMeeting().length
  await page.getByRole('button', { name: 'Join again' }).click()
  await expect.poll(() => toMeeting().length, PATIENCE).toBeGreaterThan(before)
  await expect(failure).toBeVisible(PATIENCE)

  expect(violations).toEqual([])
  // Only Microsoft's hosts were asked for anything, and none was reached.
  const hosts = new Set(tried.map((request) => new URL(request.url()).hostname))
  expect(
    [...hosts].filter((host) => !/\.(skype|microsoft|azure|office)\.(com|net)$/.test(host)),
  ).toEqual([])
  for (const request of tried) expect(await request.response()).toBeNull()
  await context.close()
})

test('only the page of calls may reach what the SDK needs', async ({ browser }) => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  await app.signIn(context, 'ada')
  const page = await context.newPage()
  const policyOf = async (path: string) =>
    (await page.goto(`${app.url}${path}`))?.headers()['content-security-policy'] ?? ''
  expect(await policyOf('/call')).toContain("worker-src 'self' blob:")
  expect(await policyOf('/call')).toContain('wss://*.skype.com')
  expect(await policyOf('/call')).toContain('https://graph.microsoft.com')
  for (const path of ['/', '/identity', '/teams']) {
    expect(await policyOf(path)).not.toMatch(/blob:|skype|wss:|graph/)
  }
  // A policy is the document's: going to the call page loads a new one.
  await page.getByRole('link', { name: 'Call' }).click()
  await expect(page.getByRole('heading', { name: 'Join a call' })).toBeVisible()
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('navigation').map(({ name }) => name),
  )
  expect(loaded).toEqual([`${app.url}/call`])
  await context.close()
})
