import { startApp } from '../../tests/support/programs/app'
import { expect, test } from '../../tests/support/browser/test'

test('next start serves the same API and pages', async ({ app, emulator, request }) => {
  const { databaseUrl } = app
  const next = await startApp({ emulator, databaseUrl, server: 'next' })

  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  await fetch(`${next.url}/api/user`, { method: 'POST', headers })
  for (const [method, path, status] of [
    ['GET', '/api/token', 201],
    ['HEAD', '/api/token', 405],
    ['HEAD', '/api/user', 200],
    ['PUT', '/api/user', 405],
    ['GET', '/api/nothing', 404],
    ['GET', '/api/user/', 200],
    ['GET', '/api/%E2%82', 400],
    ['GET', '/openapi.json', 200],
    ['GET', '/', 200],
  ] as const) {
    const [theirs, ours] = await Promise.all(
      [next.url, app.url].map((server) => request.fetch(`${server}${path}`, { method, headers })),
    )
    const described = [theirs, ours].map((response) => ({
      status: response?.status(),
      type: response?.headers()['content-type'],
      allow: response?.headers().allow,
      policy: response?.headers()['permissions-policy'],
      opener: response?.headers()['cross-origin-opener-policy'],
      cache: response?.headers()['cache-control'],
    }))
    expect(described[0]).toEqual(described[1])
    expect(theirs?.status(), `${method} ${path}`).toBe(status)
  }
  await next.stop()
})
