import { nextStart } from '../../tests/support/programs/app'
import { freePort } from '../../tests/support/programs/free-port'
import { startProgram } from '../../tests/support/programs/program'
import { localSettings } from '../../scripts/local-settings.js'
import { expect, test } from '../../tests/support/browser/test'

test('next start serves the same API and pages', async ({ app, emulator, request }) => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const settings = localSettings({
    appUrl: url,
    emulatorUrl: emulator.url,
    databaseUrl: app.databaseUrl,
    secret: 'only for tests, which is what this is for',
    emulator: emulator.config,
  })
  const program = startProgram(nextStart(port), settings)
  await expect
    .poll(
      () =>
        fetch(`${url}/api/health/ready`).then(
          ({ status }) => status,
          () => 0,
        ),
      {
        timeout: 30_000,
      },
    )
    .toBe(200)

  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  await fetch(`${url}/api/user`, { method: 'POST', headers })
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
      [url, app.url].map((server) => request.fetch(`${server}${path}`, { method, headers })),
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
  await program.stop()
})
