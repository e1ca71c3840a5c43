import type { BrowserContext, Page } from '@playwright/test'
import { startApp } from '../../tests/support/programs/app'
import type { Emulator } from '../../tests/support/programs/emulator'
import { expect, test } from '../../tests/support/browser/test'

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow

/** Begins a sign-in; returns Entra's address, with the account picker open. */
async function begin(page: Page, path = '/'): Promise<URL> {
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await expect(page.getByRole('heading', { name: 'Pick an account' })).toBeVisible()
  return new URL(page.url())
}

async function cookie(context: BrowserContext, name: string) {
  return (await context.cookies()).find((one) => one.name === `acs-auth.${name}`)
}

test.describe('the ID token', () => {
  interface Change {
    claims?: Record<string, unknown>
    key?: string
  }

  const wrong: [string, Change][] = [
    ['with another nonce', { claims: { nonce: 'another' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['for another app', { claims: { aud: crypto.randomUUID() } }],
    ['for several apps', { claims: { aud: ['server', crypto.randomUUID()] } }],
    ['got by another app', { claims: { azp: crypto.randomUUID() } }],
    ['that has expired', { claims: { exp: seconds(-61) } }],
    ['that never expires', { claims: { exp: undefined } }],
    ['of another issuer', { claims: { iss: 'https://evil.example/v2.0' } }],
    ['of another tenant than its issuer', { claims: { tid: crypto.randomUUID() } }],
    ['of the form v1.0', { claims: { iss: 'v1' } }],
    ['signed by another key', { key: 'foreign' }],
    ['signed by ACS', { key: 'acs' }],
  ]

  async function signInWith(
    { claims = {}, key }: Change,
    { page, emulator }: { page: Page; emulator: Emulator },
  ) {
    const nonce = (await begin(page)).searchParams.get('nonce')
    const { tenantId, serverApp } = emulator.config
    const { objectId, displayName } = emulator.user('ada')
    const issuers = { v1: `https://sts.windows.net/${tenantId}/` } as Record<string, string>
    const usual = {
      iss: `${emulator.url}/${tenantId}/v2.0`,
      aud: serverApp.clientId,
      iat: seconds(-300),
      nbf: seconds(-300),
      exp: seconds(600),
      tid: tenantId,
      oid: objectId,
      name: displayName,
      preferred_username: 'ada@contoso.example',
      sub: 'subject',
      nonce,
      ver: '2.0',
    }
    const changed: Record<string, unknown> = { ...usual, ...claims }
    changed.iss = issuers[changed.iss as string] ?? changed.iss
    if (Array.isArray(changed.aud)) {
      const [, ...others] = changed.aud as string[]
      changed.aud = [serverApp.clientId, ...others]
    }
    const body = {
      token_type: 'Bearer',
      access_token: 'opaque',
      expires_in: 3600,
      id_token: await emulator.sign(changed, key === undefined ? {} : { key }),
    }
    await emulator.fault({ operation: 'entra.token', status: 200, body })
    await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  }

  test('as Entra makes it signs in', async ({ page, emulator }) => {
    await signInWith({}, { page, emulator })
    await expect(page.getByRole('button', { name: 'Account of Ada Lovelace' })).toBeVisible()
  })

  for (const [what, change] of wrong) {
    test(`${what} signs nobody in`, async ({ context, page, emulator }) => {
      await signInWith(change, { page, emulator })
      await expect(page).toHaveURL(/\/error\?error=OAuthCallback$/)
      await expect(
        page.getByRole('heading', { name: 'The sign-in could not be completed' }),
      ).toBeVisible()
      expect(await cookie(context, 'session')).toBeUndefined()
    })
  }
})

test('a code is not redeemed with another sign-in’s state', async ({ context, page, emulator }) => {
  const first = await begin(page)
  const kept = [await cookie(context, 'code-verifier'), await cookie(context, 'nonce')]
  await begin(page)
  await context.addCookies(kept.filter((one) => one !== undefined))
  await page.goto(first.href)
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(page).toHaveURL(/\/error\?error=OAuthCallback$/)
  expect(await cookie(context, 'session')).toBeUndefined()
  expect(await emulator.requests('entra.token')).toEqual([])
})

test.describe('for people of several organizations', () => {
  const FABRIKAM = 'f0000000-0000-4000-8000-000000000001'

  test('those of allowed tenants sign in and get all there is, others learn why not', async ({
    app,
    browser,
    emulator,
  }) => {
    const { tenantId } = emulator.config
    for (const allowed of [`${tenantId},${FABRIKAM}`, tenantId]) {
      const settings = { AZURE_AD_TENANT_ID: 'organizations', AZURE_AD_ALLOWED_TENANTS: allowed }
      const instance = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
      const context = await browser.newContext({ baseURL: instance.url })
      const page = await context.newPage()

      await begin(page, '/identity')
      await page.getByRole('button', { name: 'hedy@fabrikam.example' }).click()
      if (allowed === tenantId) {
        await expect(
          page.getByRole('heading', { name: 'Your organization can’t use this app' }),
        ).toBeVisible()
        expect(await cookie(context, 'session')).toBeUndefined()
      } else {
        await page.getByRole('button', { name: 'Create my identity' }).click()
        await page.getByRole('button', { name: 'Get a token' }).click()
        await expect(page.getByText('You have a token.')).toBeVisible()
        await page.goto('/')
        const profile = page.getByRole('region', { name: 'Your profile' })
        await expect(profile.getByText('Inventor')).toBeVisible()
        await page.getByText('Hedy Lamarr').first().click()
        await page.getByRole('button', { name: 'Sign out of Microsoft as well' }).click()
        await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
      }

      await begin(page, '/teams')
      await page.getByRole('button', { name: 'ada@contoso.example' }).click()
      const panel = page.getByRole('region', { name: 'Teams token', exact: true })
      await panel.getByRole('button', { name: 'Get my Teams token' }).click()
      if (allowed !== tenantId) {
        const opened = page.waitForEvent('popup')
        await panel.getByRole('button', { name: 'Continue in a popup' }).click()
        await (await opened).getByRole('button', { name: 'Accept' }).click()
      }
      await expect(panel.getByText('You have a Teams user token.')).toBeVisible()
      await context.close()
      await instance.stop()
    }
  })
})

test.describe('what anybody may send as Entra’s response', () => {
  const sent = new URLSearchParams({
    error: 'x'.repeat(10_000),
    error_description: `AADSTS65004: ${'y'.repeat(1_000)} ada@contoso.example`,
  })

  test('reaches neither the log nor an address', async ({ app }) => {
    const id = crypto.randomUUID()
    const response = await fetch(`${app.url}/api/auth/callback/azure-ad?${sent}`, {
      redirect: 'manual',
      headers: { 'x-correlation-id': id },
    })
    const location = `${app.url}/error?error=OAuthCallback&code=AADSTS65004`
    expect(response.headers.get('location')).toBe(location)
    const recordsOf = () => app.program.output.filter((line) => line.includes(id))
    await expect.poll(() => recordsOf().length).toBeGreaterThan(0)
    const records = recordsOf().filter((line) => line.includes('sign_in_denied'))
    expect(records).toHaveLength(1)
    expect(JSON.parse(records[0] ?? '')).toMatchObject({
      reason: 'OAuthCallback',
      oauthError: 'other',
      aadsts: 'AADSTS65004',
    })
    for (const record of recordsOf()) {
      expect(record.length).toBeLessThan(1_000)
      expect(record).not.toMatch(/xxx|yyy|ada@/)
    }
  })

  test('counts against its address, as sign-ins that are begun do', async ({
    app,
    browser,
    emulator,
  }) => {
    const settings = { RATE_LIMIT_UNAUTHENTICATED: '3' }
    const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
    const context = await browser.newContext({ baseURL: limited.url })
    const page = await context.newPage()
    const callback = '/api/auth/callback/azure-ad'
    const ask = async () => {
      const response = await page.goto(`${callback}?error=access_denied`)
      const redirect = await response?.request().redirectedFrom()?.response()
      return [(redirect ?? response)?.status(), new URL(page.url()).pathname]
    }
    for (let count = 0; count < 3; count++) expect(await ask()).toEqual([307, '/error'])
    expect(await ask()).toEqual([429, callback])
    await page.goto('/')
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
    await expect(page.getByRole('heading', { name: 'Too many sign-in attempts' })).toBeVisible()
    await context.close()
    await limited.stop()
  })
})

test('what Entra writes of a failed redemption stays out of the log', async ({
  app,
  emulator,
  page,
}) => {
  const error_description = 'AADSTS7000215: Invalid secret for ada@contoso.example.'
  const body = { error: 'invalid_client', error_description }
  await emulator.fault({ operation: 'entra.token', status: 401, body })
  await begin(page)
  await page.getByRole('button', { name: 'ada@contoso.example' }).click()
  await expect(page.getByText('AADSTS7000215')).toBeVisible()
  const log = () => app.program.output.join('\n')
  await expect.poll(log).toMatch(/"sign_in_denied".*"invalid_client".*"AADSTS7000215"/)
  expect(log()).not.toContain('Invalid secret')
  expect(log()).not.toContain('ada@contoso.example')
  expect(log()).not.toContain('Ada Lovelace')
})

test('Entra’s configuration is fetched once, unless that fails', async ({
  app,
  browser,
  emulator,
}) => {
  const instance = await startApp({ emulator, databaseUrl: app.databaseUrl })
  const context = await browser.newContext({ baseURL: instance.url })
  const page = await context.newPage()
  const asked = async () => (await emulator.requests('entra.discovery')).length
  const before = await asked()
  await emulator.fault({ operation: 'entra.discovery', drop: 'before' })
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await expect(page.getByRole('heading', { name: 'The emulator is not responding' })).toBeVisible()
  const afterFailure = await asked()
  for (let count = 0; count < 3; count++) await begin(page)
  expect(await asked()).toBe(afterFailure + 1)
  expect(afterFailure - before).toBeLessThanOrEqual(1)

  const misnamed = { error: 'invalid_request', error_description: 'AADSTS90002: Tenant not found.' }
  const other = await startApp({ emulator, databaseUrl: app.databaseUrl })
  await emulator.fault({ operation: 'entra.discovery', status: 400, body: misnamed })
  await page.goto(other.url)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await expect(page).toHaveURL(/\/error\?error=OAuthSignin&code=AADSTS90002$/)
  await context.close()
  await other.stop()
  await instance.stop()
})
