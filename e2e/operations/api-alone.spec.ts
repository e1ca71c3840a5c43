import { expect, test } from '../../tests/support/browser/test'
import { startByNpm } from '../../tests/support/programs/npm'

test('npm run start:api serves the API to Bearer tokens, and nothing else', async ({
  app,
  emulator,
  page,
  signIn,
}) => {
  const api = await startByNpm('start:api', { app, emulator })
  const authorization = `Bearer ${await emulator.apiToken('ada')}`
  const status = async (path: string, init?: RequestInit) =>
    (await fetch(`${api.url}${path}`, init)).status

  expect(await status('/api/health/ready')).toBe(200)
  expect(await status('/openapi.json')).toBe(200)
  const token = await fetch(`${api.url}/api/token`, { method: 'POST', headers: { authorization } })
  expect(token.status).toBe(201)
  expect(token.headers.get('strict-transport-security')).toContain('max-age')

  // Who is signed in by the pages of another server, which shares its secret, is nobody here.
  await signIn('ada')
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(await status('/api/user', { headers: { cookie } })).toBe(401)
  for (const path of ['/', '/identity', '/api/auth/csrf', '/api/auth/signin', '/sign-out']) {
    const nothing = await fetch(`${api.url}${path}`)
    expect(nothing.status).toBe(404)
    expect(await nothing.json()).toMatchObject({ code: 'not_found' })
  }

  await api.stop('SIGTERM')
  expect(api.process.exitCode).toBe(0)
  expect(api.output.at(-1)).toContain('"stopped"')
})
