import type {
  AuthenticationResult,
  InteractionRequiredAuthError,
  IPublicClientApplication,
} from '@azure/msal-browser'
import type { Page } from 'playwright'
import { beforeEach, expect, test } from 'vitest'
import { findBrowser } from '../../scripts/browser.js'
import { API_SCOPE, CLIENT_APP_ID } from '../core/config/samples'
import { launchBrowser, openPage } from '../testing/browser'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, sampleUser, TEAMS_SCOPE } from '../testing/entra'
import { startMsalSite } from '../testing/msal-site'

// What the pages of the site have.
declare const app: Promise<IPublicClientApplication>
declare const returned: Promise<AuthenticationResult | null>

const HOUR = 60 * 60_000

let ahead = 0
const emulator = await startTestEmulator({ now: () => Date.now() + ahead })
const site = await startMsalSite(emulator)
const browser = await launchBrowser(findBrowser())

beforeEach(async () => {
  ahead = 0
  await emulator.reset()
})

async function pick(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: sampleUser(name).username }).click()
}

/** Does `work` in the page, and `help` in the window it opens. */
async function withPopup<T>(
  page: Page,
  work: () => Promise<T>,
  help: (popup: Page) => Promise<void>,
): Promise<T> {
  const opened = page.waitForEvent('popup')
  const [result] = await Promise.all([work(), opened.then(help)])
  return result
}

/** Signs in with a popup, and returns what the client got. */
function loginInPopup(page: Page, name = 'ada'): Promise<AuthenticationResult> {
  return withPopup(
    page,
    () => page.evaluate(async (scope) => (await app).loginPopup({ scopes: [scope] }), API_SCOPE),
    (popup) => pick(popup, name),
  )
}

/** A token by way of a popup in which a button must be pressed. */
function acquireInPopup(
  page: Page,
  request: { scopes: string[]; claims?: string },
  button: string,
): Promise<AuthenticationResult> {
  return withPopup(
    page,
    () => page.evaluate(async (asked) => (await app).acquireTokenPopup(asked), request),
    (popup) => popup.getByRole('button', { name: button }).click(),
  )
}

/** A token for the account that has signed in, without any window. */
function acquireSilently(page: Page, scope = API_SCOPE, forceRefresh = false) {
  return page.evaluate(
    async (request) => {
      const client = await app
      const [account] = client.getAllAccounts()
      return client.acquireTokenSilent({ ...request, ...(account && { account }) })
    },
    { scopes: [scope], forceRefresh },
  )
}

/** Lets an administrator consent to a scope for the client app. */
async function consentForEveryone(scope: string): Promise<void> {
  const body = new URLSearchParams({
    client_id: CLIENT_APP_ID,
    redirect_uri: `${site}/auth-redirect`,
    scope,
    emulator_account: sampleUser('katherine').username,
    emulator_consent: 'accept',
  })
  await emulator.fetch(`/${CONTOSO}/v2.0/adminconsent`, { method: 'POST', body })
}

/** The kinds of grants the client has sent since the last reset. */
async function grantTypes(): Promise<string[]> {
  const response = await emulator.fetch('/_emulator/requests?operation=entra.token')
  const requests = await bodyOf<{ body: { grant_type: string }; status: number }[]>(response)
  return requests.map(({ body, status }) => `${body.grant_type} ${status}`)
}

const ada = { username: 'ada@contoso.example', name: 'Ada Lovelace' }

test('loginPopup signs in', async () => {
  const page = await openPage(browser, site)
  const { account, scopes } = await loginInPopup(page)
  expect(account).toMatchObject(ada)
  expect(scopes).toContain(API_SCOPE)
})

test('loginPopup signs in when its window is cut off from the page, too', async () => {
  const page = await openPage(browser, site)
  // As a client does that can't be sure of its popup, or is too old to say.
  await page.context().route(/\/oauth2\/v2\.0\/authorize\?/, (route) => {
    const url = new URL(route.request().url())
    url.searchParams.delete('pocd')
    return route.continue({ url: url.href })
  })
  const { account } = await withPopup(
    page,
    () => page.evaluate(async (scope) => (await app).loginPopup({ scopes: [scope] }), API_SCOPE),
    async (popup) => {
      const [response] = await Promise.all([
        popup.waitForResponse((each) => each.request().method() === 'POST'),
        pick(popup, 'ada'),
      ])
      expect(response.headers()['cross-origin-opener-policy']).toBe('same-origin')
    },
  )
  expect(account).toMatchObject(ada)
})

test('loginRedirect signs in, by way of the redirect bridge', async () => {
  const page = await openPage(browser, site)
  await page.evaluate(
    (scope) => void app.then((client) => client.loginRedirect({ scopes: [scope] })),
    API_SCOPE,
  )
  await pick(page, 'ada')
  await page.waitForURL(`${site}/`)
  expect(await page.evaluate(() => returned)).toMatchObject({ account: ada })
})

test('ssoSilent signs in from the browser’s session at Entra, and hears login_required without one', async () => {
  const page = await openPage(browser, site)
  const ssoSilent = (where: Page) =>
    where.evaluate(async (scope) => (await app).ssoSilent({ scopes: [scope] }), API_SCOPE)
  await expect(ssoSilent(page)).rejects.toThrow('login_required')
  await loginInPopup(page)
  const other = await page.context().newPage()
  await other.goto(site)
  expect((await ssoSilent(other)).account).toMatchObject(ada)
})

test('acquireTokenSilent serves tokens from its cache, and by refresh token when it must', async () => {
  const page = await openPage(browser, site)
  const first = await loginInPopup(page)
  expect((await acquireSilently(page)).accessToken).toBe(first.accessToken)
  const refreshed = await acquireSilently(page, API_SCOPE, true)
  expect(refreshed.accessToken).not.toBe(first.accessToken)
  expect(await grantTypes()).toEqual(['authorization_code 200', 'refresh_token 200'])
})

test('when the refresh token’s 24 hours are over, acquireTokenSilent uses a frame', async () => {
  const page = await openPage(browser, site)
  await loginInPopup(page)
  ahead = 25 * HOUR
  expect((await acquireSilently(page, API_SCOPE, true)).account).toMatchObject(ada)
  expect(await grantTypes()).toEqual([
    'authorization_code 200',
    'refresh_token 400',
    'authorization_code 200',
  ])
})

test('missing consent is an interaction it knows to ask for, and once given it is silent', async () => {
  const page = await openPage(browser, site)
  await loginInPopup(page)
  await expect(acquireSilently(page, TEAMS_SCOPE)).rejects.toThrow('InteractionRequiredAuthError')
  const { scopes } = await acquireInPopup(page, { scopes: [TEAMS_SCOPE] }, 'Accept')
  expect(scopes).toContain(TEAMS_SCOPE)
  expect((await acquireSilently(page, TEAMS_SCOPE, true)).fromCache).toBe(false)
})

test('a second factor is required with claims, and shown in a popup that takes them on', async () => {
  await consentForEveryone('https://graph.microsoft.com/User.Read')
  const page = await openPage(browser, site)
  await loginInPopup(page, 'edsger')
  const rejected = await page.evaluate(async () => {
    const client = await app
    const [account] = client.getAllAccounts()
    return client
      .acquireTokenSilent({ scopes: ['User.Read'], ...(account && { account }) })
      .then(() => undefined)
      .catch((error: unknown) => {
        const { name, errorCode, subError, claims } = error as InteractionRequiredAuthError
        return { name, errorCode, subError, claims }
      })
  })
  expect(rejected).toMatchObject({
    name: 'InteractionRequiredAuthError',
    errorCode: 'interaction_required',
    subError: 'basic_action',
    claims: expect.stringContaining('capolids') as string,
  })
  const { claims = '' } = rejected ?? {}
  await acquireInPopup(page, { scopes: ['User.Read'], claims }, 'Approve')
  expect((await acquireSilently(page, 'User.Read', true)).fromCache).toBe(false)
})

test('logoutRedirect ends the session, and comes back', async () => {
  const page = await openPage(browser, site)
  await loginInPopup(page)
  await page.evaluate((request) => void app.then((client) => client.logoutRedirect(request)), {
    postLogoutRedirectUri: `${site}/signed-out`,
  })
  await page.waitForURL(`${site}/signed-out*`)
  await expectNoSession(page)
})

test('logoutPopup ends the session', async () => {
  const page = await openPage(browser, site)
  await loginInPopup(page)
  await page.evaluate(async (request) => (await app).logoutPopup(request), {
    postLogoutRedirectUri: `${site}/auth-redirect`,
  })
  await expectNoSession(page)
})

async function expectNoSession(page: Page): Promise<void> {
  await page.goto(site)
  const silent = page.evaluate(
    async (scope) => (await app).ssoSilent({ scopes: [scope] }),
    API_SCOPE,
  )
  await expect(silent).rejects.toThrow('login_required')
}
