import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { startApp } from '../../tests/support/programs/app'
import { openPages, privatePages } from '../../tests/support/browser/pages'
import { expect, signIn as signInOn, test, TOKEN } from '../../tests/support/browser/test'

const pages = [...openPages, ...privatePages, '/auth-redirect']

test('every page carries the security headers, and a nonce of its own', async ({
  page,
  signIn,
}) => {
  await signIn('ada')
  const nonces = new Set<string>()
  for (const path of pages) {
    const headers = (await page.request.get(path)).headers()
    expect(headers).toMatchObject({
      'strict-transport-security': expect.stringContaining('max-age='),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': expect.stringContaining('camera=(self)'),
    })
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain(
      path === '/auth-redirect' ? "frame-ancestors 'self'" : "frame-ancestors 'none'",
    )
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
    expect(headers['cross-origin-opener-policy']).toBe(
      path === '/auth-redirect' ? undefined : 'same-origin-allow-popups',
    )
  }
  expect(nonces.size).toBe(pages.length)
})

test('no token is in a page, an address, or storage other than MSAL’s', async ({
  page,
  signIn,
}) => {
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await signIn('ada', '/identity')
  await page.getByRole('button', { name: 'Create my identity' }).click()
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText('You have a token.')).toBeVisible()
  for (const path of pages) {
    expect(await (await page.request.get(path)).text()).not.toMatch(TOKEN)
  }
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
  expect(stored).not.toMatch(TOKEN)
  expect(addresses.filter((address) => TOKEN.test(address))).toEqual([])
})

test('a sign-in starts a session of its own, whatever cookie was planted before', async ({
  app,
  context,
  signIn,
}) => {
  const session = async () => {
    const cookies = await context.cookies()
    return cookies.find(({ name }) => name === 'acs-auth.session')?.value
  }
  await context.addCookies([{ name: 'acs-auth.session', value: 'planted', url: app.url }])
  await signIn('ada')
  const first = await session()
  await context.clearCookies({ name: 'acs-auth.session' })
  await signIn('ada')
  expect(first).not.toBe('planted')
  expect(await session()).not.toBe(first)
})

test('signing out on all devices ends every session, also on another instance', async ({
  app,
  browser,
  emulator,
  page,
  signIn,
}) => {
  const other = await startApp({ emulator, databaseUrl: app.databaseUrl })
  await signIn('ada')
  const elsewhere = await browser.newContext({ baseURL: other.url })
  const phone = await elsewhere.newPage()
  await signInOn(phone, 'ada', '/identity')

  await page.getByText('Ada Lovelace').first().click()
  await page.getByRole('button', { name: 'Sign out on all devices' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await phone.reload()
  await expect(phone.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
  expect((await phone.request.get('/api/user')).status()).toBe(401)

  await signInOn(phone, 'ada', '/identity')
  await expect(phone.getByRole('button', { name: 'Create my identity' })).toBeVisible()
  await elsewhere.close()
  await other.stop()
})

for (const address of ['https://evil.example/', '//evil.example/', '/\\evil.example/']) {
  test(`a sign-in never leads to ${address}`, async ({ app, page }) => {
    await page.goto(`/?callbackUrl=${encodeURIComponent(address)}`)
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
    await page.getByRole('button', { name: 'ada@contoso.example' }).click()
    await expect(page.getByText('Ada Lovelace').first()).toBeVisible()
    expect(new URL(page.url()).origin).toBe(app.url)
    const direct = await page.request.get('/api/auth/signin', {
      params: { callbackUrl: address },
      maxRedirects: 0,
    })
    expect(direct.headers().location).not.toContain('evil.example/')
  })
}

test('foreign pages may use the API with Bearer tokens only where they are allowed', async ({
  app,
  emulator,
}) => {
  const settings = { CORS_ALLOWED_ORIGINS: 'https://client.example' }
  const open = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const ask = (url: string, origin: string, method = 'POST') =>
    fetch(`${url}/api/token`, { method, headers: { ...headers, origin } })

  const preflight = await ask(open.url, 'https://client.example', 'OPTIONS')
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
  const allowed = await ask(open.url, 'https://client.example')
  expect(allowed.status).toBe(201)
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://client.example')
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
  expect(allowed.headers.get('vary')).toContain('Origin')

  for (const [url, origin] of [
    [open.url, 'https://evil.example'],
    [app.url, 'https://client.example'],
  ] as const) {
    for (const method of ['OPTIONS', 'POST']) {
      const refused = await ask(url, origin, method)
      expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    }
  }
  await open.stop()
})

test('a header of 20 KB is refused, and harms nobody else', async ({ app, emulator }) => {
  const authorization = `Bearer ${'a'.repeat(20_000)}`
  const sent = httpRequest(`${app.url}/api/user`, { headers: { authorization } }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(431)
  response.resume()
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  expect((await fetch(`${app.url}/api/user`, { headers })).status).toBe(404)
})
