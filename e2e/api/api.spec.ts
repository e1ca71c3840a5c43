import { expect, test } from '../../tests/support/browser/test'

test.describe('the ancestor’s three calls, by a program with a Bearer token', () => {
  test('respond as documented', async ({ emulator, request }) => {
    const authorization = `Bearer ${await emulator.apiToken('grace')}`
    const teamsToken = await emulator.teamsToken('grace')

    const user = await request.post('/api/user', { headers: { authorization } })
    expect(user.status()).toBe(201)
    const { acsUserIdentity } = (await user.json()) as { acsUserIdentity: string }
    expect(acsUserIdentity).toMatch(/^8:acs:[\da-f-]{36}_[\da-f-]{35,36}$/)

    const token = await request.get('/api/token', { headers: { authorization } })
    expect(token.status()).toBe(201)
    expect(await token.json()).toEqual({
      token: expect.stringMatching(/^eyJ/) as unknown,
      expiresOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
      user: { communicationUserId: acsUserIdentity, id: acsUserIdentity },
    })

    const teams = await request.get('/api/token/teams', {
      headers: { authorization, 'teams-user-aad-token': teamsToken },
    })
    expect(teams.status()).toBe(201)
    expect(await teams.json()).toEqual({
      token: expect.stringMatching(/^eyJ/) as unknown,
      expiresOn: expect.stringMatching(/Z$/) as unknown,
    })
  })
})

test('every response of the API is uncached and carries a correlation id', async ({ request }) => {
  const correlationId = crypto.randomUUID()
  for (const path of ['/api/user', '/api/token', '/api/health/live', '/api/nothing', '/api']) {
    const response = await request.get(path, { headers: { 'x-correlation-id': correlationId } })
    expect(response.headers()).toMatchObject({
      'cache-control': 'no-store',
      'x-correlation-id': correlationId,
    })
  }
})

test('unknown methods and paths are answered with problems', async ({ app, request }) => {
  const put = await request.put('/api/user')
  expect(put.status()).toBe(405)
  expect(put.headers().allow).toBe('GET, POST, DELETE')
  expect(await put.json()).toMatchObject({ code: 'method_not_allowed' })
  const nowhere = await request.get('/api/nowhere')
  expect(nowhere.status()).toBe(404)
  expect(await nowhere.json()).toMatchObject({ code: 'not_found' })
  const odd = await fetch(`${app.url}/api/user`, { method: 'PROPFIND' })
  expect([400, 405]).toContain(odd.status)
})

test('a program that only knows GET gets its identity with the token', async ({
  emulator,
  request,
}) => {
  const authorization = `Bearer ${await emulator.apiToken('grace')}`
  const missing = await request.get('/api/token', { headers: { authorization } })
  expect(missing.status()).toBe(404)
  const token = await request.get('/api/token?create=true', { headers: { authorization } })
  expect(token.status()).toBe(201)
})

test('HEAD issues no token, and is no write', async ({ app, emulator, page, signIn }) => {
  const authorization = `Bearer ${await emulator.apiToken('ada')}`
  const teamsToken = await emulator.teamsToken('ada')
  const headers = { authorization, 'teams-user-aad-token': teamsToken }
  await fetch(`${app.url}/api/user`, { method: 'POST', headers })
  for (const [path, allow] of [
    ['/api/token?create=true', 'GET, POST, DELETE'],
    ['/api/token/teams', 'GET, POST'],
  ] as const) {
    const head = await fetch(`${app.url}${path}`, { method: 'HEAD', headers })
    expect([head.status, head.headers.get('allow')]).toEqual([405, allow])
  }
  expect(await emulator.requests('acs.issueToken')).toEqual([])
  expect(await emulator.requests('acs.exchangeTeamsToken')).toEqual([])

  // With a cookie a write would need an Origin of this app.
  await signIn('ada')
  const head = await page.request.head('/api/user')
  expect([head.status(), (await head.body()).length]).toEqual([200, 0])
})

test('a Teams token at fault is no fault of the caller’s own', async ({ emulator, request }) => {
  const headers = {
    authorization: `Bearer ${await emulator.apiToken('ada')}`,
    'teams-user-aad-token': await emulator.apiToken('ada'),
  }
  const response = await request.get('/api/token/teams', { headers })
  expect(response.status()).toBe(400)
  expect(response.headers()).not.toHaveProperty('www-authenticate')
  expect(await response.json()).toMatchObject({ code: 'teams_token_invalid' })
})

test('the profile is answered on behalf of the token’s user', async ({ emulator, request }) => {
  const authorization = `Bearer ${await emulator.apiToken('ada')}`
  const response = await request.get('/api/profile', { headers: { authorization } })
  expect(await response.json()).toMatchObject({
    displayName: 'Ada Lovelace',
    businessPhones: ['+1 425 555 0101'],
  })
})

test('a signed-in page may call the API; another site with the same cookie may not', async ({
  page,
  signIn,
}) => {
  await signIn('ada')
  const own = await page.evaluate(
    async () => (await fetch('/api/token', { method: 'POST' })).status,
  )
  expect(own).toBe(201)
  const read = await page.evaluate(async () => (await fetch('/api/token')).status)
  expect(read).toBe(201)
  const foreign = { headers: { origin: 'https://evil.example' } }
  expect((await page.request.post('/api/token', foreign)).status()).toBe(403)
  expect((await page.request.get('/api/token')).status()).toBe(403)
  expect((await page.request.get('/api/user')).status()).toBe(200)
})
