import { expect, test } from './fixtures/test'

test.describe('the ancestor’s three calls, by a program with a Bearer token', () => {
  test('answer as documented', async ({ emulator, request }) => {
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
      user: { communicationUserId: acsUserIdentity },
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

test('every answer of the API is uncached and carries a correlation id', async ({ request }) => {
  const correlationId = crypto.randomUUID()
  for (const path of ['/api/user', '/api/token', '/api/health/live', '/api/nothing', '/api']) {
    const answer = await request.get(path, { headers: { 'x-correlation-id': correlationId } })
    expect(answer.headers()).toMatchObject({
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

test('the profile is answered on behalf of the token’s user', async ({ emulator, request }) => {
  const authorization = `Bearer ${await emulator.apiToken('ada')}`
  const answer = await request.get('/api/profile', { headers: { authorization } })
  expect(await answer.json()).toMatchObject({ displayName: 'Ada Lovelace' })
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
