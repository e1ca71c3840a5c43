import { startApp } from './fixtures/app'
import { createDatabase, startPostgres } from './fixtures/postgres'
import { expect, test } from './fixtures/test'

const settings = {
  RATE_LIMIT_TOKEN: '4',
  RATE_LIMIT_EXCHANGE: '2',
  RATE_LIMIT_UNAUTHENTICATED: '3',
}

test('limits count each caller, and tokens apart from exchanges', async ({ app, emulator }) => {
  const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
  const call = async (user: string, path: string, method: string) => {
    const headers = {
      authorization: `Bearer ${await emulator.apiToken(user)}`,
      'teams-user-aad-token': await emulator.teamsToken(user),
    }
    return fetch(`${limited.url}${path}`, { method, headers })
  }
  for (let count = 0; count < 4; count++) {
    expect((await call('ada', '/api/token', count % 2 ? 'GET' : 'POST')).status).toBe(201)
  }
  const refused = await call('ada', '/api/token', 'POST')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ code: 'rate_limited' })

  expect((await call('grace', '/api/token', 'POST')).status).toBe(201)
  expect((await call('ada', '/api/token/teams', 'GET')).status).toBe(201)
  expect((await call('ada', '/api/token/teams', 'POST')).status).toBe(201)
  expect((await call('ada', '/api/token/teams', 'GET')).status).toBe(429)
  expect((await call('ada', '/api/user', 'GET')).status).toBe(200)
  await limited.stop()
})

test('failed authentications are limited by address; valid callers there are served', async ({
  app,
  emulator,
}) => {
  const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
  const ask = (authorization: string, address = '203.0.113.7') =>
    fetch(`${limited.url}/api/user`, {
      headers: { authorization, 'x-forwarded-for': `10.0.0.1, ${address}` },
    })
  for (let count = 0; count < 3; count++) expect((await ask('Bearer nonsense')).status).toBe(401)
  expect((await ask('Bearer nonsense')).status).toBe(429)
  expect((await ask(`Bearer ${await emulator.apiToken('ada')}`)).status).toBe(404)
  expect((await ask('Bearer nonsense', '203.0.113.8')).status).toBe(401)
  await limited.stop()
})

test('two instances on PostgreSQL count together', async ({ emulator }) => {
  const postgres = await startPostgres()
  const databaseUrl = await createDatabase(postgres.url)
  const options = { emulator, databaseUrl, settings }
  const instances = await Promise.all([startApp(options), startApp(options)])
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const statuses: number[] = []
  for (let count = 0; count < 6; count++) {
    const { url } = instances[count % 2 ? 0 : 1]
    statuses.push((await fetch(`${url}/api/token`, { method: 'POST', headers })).status)
  }
  expect(statuses).toEqual([201, 201, 201, 201, 429, 429])
  await Promise.all(instances.map((instance) => instance.stop()))
  await postgres.stop()
})
