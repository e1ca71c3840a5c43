import { encode } from 'next-auth/jwt'
import { sessionCookie } from '../../tests/support/server/session-cookie'
import { expect, test } from '../../tests/support/browser/test'

const SECRET = 'only for tests, which is what this is for'
const HOURS_12 = 12 * 3600

// What next-auth has beside a sign-in, and what it may be asked with.
const closed = [
  ['GET', 'session'],
  ['POST', 'session'],
  ['GET', 'signout'],
  ['POST', 'signout'],
  ['GET', 'verify-request'],
  ['GET', 'error'],
  ['GET', 'error?error=%E2%82%AC'],
  ['GET', 'providers'],
  ['POST', '_log'],
  ['POST', 'signin/github'],
  ['GET', 'callback/github'],
  ['GET', 'signin%2Fazure-ad'],
  ['GET', '__proto__'],
] as const

test('next-auth serves only what a sign-in needs, and nothing prolongs a session', async ({
  context,
  page,
  signIn,
}) => {
  await signIn('ada')
  const cookies = await context.cookies()
  for (const [method, path] of closed) {
    const response = await page.request.fetch(`/api/auth/${path}`, { method, maxRedirects: 0 })
    expect(response.status(), path).toBe(404)
    expect(response.headers(), path).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers()['set-cookie'], path).toBeUndefined()
  }
  const post = await page.request.post('/api/auth/callback/azure-ad')
  expect([post.status(), post.headers().allow]).toEqual([405, 'GET'])
  expect(await context.cookies()).toEqual(cookies)
})

test('a session ends 12 hours after sign-in, whatever its cookie says', async ({
  app,
  context,
  emulator,
  page,
  signIn,
}) => {
  const before = Math.floor(Date.now() / 1000)
  await signIn('ada')
  const cookie = (await context.cookies()).find(({ name }) => name === 'acs-auth.session')
  expect(cookie?.expires).toBeGreaterThanOrEqual(before + HOURS_12)
  expect(cookie?.expires).toBeLessThan(before + HOURS_12 + 60)
  expect((await page.request.get('/api/profile')).status()).toBe(200)

  const { tenantId: directory } = emulator.config
  const claims = { sid: crypto.randomUUID(), directory, subject: crypto.randomUUID() }
  const use = (value: string) =>
    context.addCookies([{ name: 'acs-auth.session', value, url: app.url }])
  await use(await sessionCookie(claims, SECRET))
  expect((await page.request.get('/api/user')).status()).toBe(404)
  await use(await sessionCookie({ ...claims, endsAt: Math.floor(Date.now() / 1000) }, SECRET))
  await expectNothing()
  // As they were before sessions had an end.
  const endless = { ...claims, gen: 0, name: 'Ada', username: 'ada' }
  await use(await encode({ token: endless, secret: SECRET, maxAge: HOURS_12 }))
  await expectNothing()

  async function expectNothing() {
    for (const path of ['/api/user', '/api/profile']) {
      expect((await page.request.get(path)).status()).toBe(401)
    }
    const read = await page.request.get('/api/token', {
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(read.status()).toBe(401)
    await page.goto('/identity')
    await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Account of/ })).toBeHidden()
  }
})

test('a cookie of a session that was ended everywhere gets nothing anywhere', async ({
  app,
  context,
  page,
  signIn,
}) => {
  await signIn('ada')
  const kept = (await context.cookies()).filter(({ name }) => name === 'acs-auth.session')
  await page.getByText('Ada Lovelace').first().click()
  await page.getByRole('button', { name: 'Sign out on all devices' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await context.addCookies(kept)
  for (const path of ['/api/user', '/api/profile']) {
    expect((await page.request.get(path)).status()).toBe(401)
  }
  for (const path of ['/api/user', '/api/token', '/api/token/teams']) {
    const response = await page.request.post(path, { headers: { origin: app.url } })
    expect(response.status()).toBe(401)
  }
  for (const path of ['/api/auth/session', '/api/auth/csrf', '/identity', '/']) {
    const response = await page.request.get(path)
    expect(response.headers()['set-cookie'] ?? '').not.toContain('acs-auth.session')
  }
  await page.goto('/identity')
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
})
