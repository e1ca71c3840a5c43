import { startApp } from '../../tests/support/programs/app'
import { createDatabase, startPostgres } from '../../tests/support/databases/postgres'
import { expect, test } from '../../tests/support/browser/test'

test('while the database is unavailable the API says so, and it goes on when the database is back', async ({
  emulator,
}) => {
  const postgres = await startPostgres()
  const app = await startApp({ emulator, databaseUrl: await createDatabase(postgres.url) })
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  expect((await fetch(`${app.url}/api/user`, { headers })).status).toBe(404)
  await postgres.pause()

  for (const [method, path] of [
    ['GET', '/api/user'],
    ['POST', '/api/user'],
    ['GET', '/api/token'],
    ['DELETE', '/api/token'],
  ]) {
    const response = await fetch(`${app.url}${path}`, { method: method ?? '', headers })
    expect(response.status).toBe(503)
    const seconds = Number(response.headers.get('retry-after'))
    expect(seconds).toBeGreaterThanOrEqual(5)
    expect(seconds).toBeLessThanOrEqual(8)
    expect(await response.json()).toMatchObject({ code: 'upstream_unavailable' })
  }
  expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(503)
  expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200)

  await postgres.resume()
  expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(200)
  const created = await fetch(`${app.url}/api/token`, { method: 'POST', headers })
  expect(created.status).toBe(201)
  await app.stop()
  await postgres.stop()
})
