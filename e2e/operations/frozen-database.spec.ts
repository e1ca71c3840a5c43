import { startApp } from '../../tests/support/programs/app'
import { startFreezableProxy } from '../../tests/support/databases/freezable-proxy'
import { createDatabase, startPostgres } from '../../tests/support/databases/postgres'
import { sessionCookie } from '../../tests/support/server/session-cookie'
import { expect, test } from '../../tests/support/browser/test'

const WITHIN_MS = 10_000

test('a frozen database is 503 in time everywhere, and works again when it thaws', async ({
  emulator,
}) => {
  const postgres = await startPostgres()
  const proxy = await startFreezableProxy(postgres.url)
  const databaseUrl = proxy.through(await createDatabase(postgres.url))
  const app = await startApp({ emulator, databaseUrl })
  const bearer = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const claims = {
    sid: crypto.randomUUID(),
    directory: emulator.config.tenantId,
    subject: emulator.user('ada').objectId,
  }
  const secret = 'only for tests, which is what this is for'
  const cookie = { cookie: `acs-auth.session=${await sessionCookie(claims, secret)}` }
  expect((await fetch(`${app.url}/api/user`, { headers: bearer })).status).toBe(404)
  proxy.freeze()

  const requests: [method: string, path: string, headers: Record<string, string>][] = [
    ['GET', '/api/user', bearer],
    ['POST', '/api/user', bearer],
    ['DELETE', '/api/user', bearer],
    ['GET', '/api/token', bearer],
    ['POST', '/api/token', bearer],
    ['DELETE', '/api/token', bearer],
    ['GET', '/api/profile', cookie],
    ['GET', '/api/user', cookie],
  ]
  const responses = await Promise.all(
    requests.map(async ([method, path, headers]) => {
      const startedAt = performance.now()
      const response = await fetch(`${app.url}${path}`, { method, headers })
      const { code } = (await response.json()) as { code: string }
      const isInTime = performance.now() - startedAt < WITHIN_MS
      return [method, path, response.status, code, isInTime]
    }),
  )
  for (const [method, path, ...outcome] of responses) {
    expect([method, path, ...outcome]).toEqual([method, path, 503, 'upstream_unavailable', true])
  }
  expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(503)
  const askedAt = performance.now()
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)
  expect(performance.now() - askedAt).toBeLessThan(500)

  proxy.thaw()
  await expect.poll(async () => (await fetch(`${app.url}/api/health/ready`)).status).toBe(200)
  const created = await fetch(`${app.url}/api/token`, { method: 'POST', headers: bearer })
  expect(created.status).toBe(201)
  await app.stop()
  await proxy.stop()
  await postgres.stop()
})
