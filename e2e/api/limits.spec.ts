import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { isNextStart, startApp } from '../../tests/support/programs/app'
import { createDatabase, startPostgres } from '../../tests/support/databases/postgres'
import { expect, test } from '../../tests/support/browser/test'

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

test('everything of a caller’s that reaches Azure counts together', async ({ app, emulator }) => {
  const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
  const call = async (user: string, method: string, path: string) => {
    const headers = { authorization: `Bearer ${await emulator.apiToken(user)}` }
    return (await fetch(`${limited.url}${path}`, { method, headers })).status
  }
  const operations = [
    ['POST', '/api/user', 201],
    ['DELETE', '/api/token', 204],
    ['GET', '/api/profile', 200],
    ['DELETE', '/api/user', 204],
  ] as const
  for (const [method, path, status] of operations) {
    expect(await call('ada', method, path)).toBe(status)
  }
  for (const [method, path] of operations) expect(await call('ada', method, path)).toBe(429)
  expect(await call('ada', 'GET', '/api/token?create=true')).toBe(429)
  expect(await emulator.requests('acs.createIdentity')).toHaveLength(1)
  expect(await call('grace', 'POST', '/api/user')).toBe(201)
  expect(await call('ada', 'GET', '/api/user')).toBe(404)
  await limited.stop()
})

test.describe('strangers', () => {
  const forwarded = (url: string) => async (address: string) => {
    const headers = { authorization: 'Bearer nonsense', 'x-forwarded-for': address }
    return (await fetch(`${url}/api/user`, { headers })).status
  }

  test('of one IPv6 network are one, and those of another are not', async ({ app, emulator }) => {
    const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
    const ask = forwarded(limited.url)
    for (const one of ['2001:db8:0:1::1', '2001:DB8:0:1:2:3:4:5', '[2001:db8:0:1::4]:5000']) {
      expect(await ask(one)).toBe(401)
    }
    expect(await ask('2001:db8:0:1:a:b:c:d')).toBe(429)
    expect(await ask('2001:db8:0:2::1')).toBe(401)
    await limited.stop()
  })

  test('do not choose by whom they are counted', async ({ app, emulator }) => {
    const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
    const ask = forwarded(limited.url)
    for (const port of [4001, 4002, 4003]) {
      expect(await ask(`198.51.100.${port - 4000}, 203.0.113.9:${port}`)).toBe(401)
    }
    expect(await ask('198.51.100.77, ::ffff:203.0.113.9')).toBe(429)
    expect(await ask('203.0.113.9, 198.51.100.77')).toBe(401)
    await limited.stop()
  })

  test('are told apart behind two proxies', async ({ app, emulator }) => {
    const both = { ...settings, TRUSTED_PROXIES: '2' }
    const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings: both })
    const ask = forwarded(limited.url)
    for (const made of ['up', '198.51.100.1', '']) {
      expect(await ask(`${made}, 203.0.113.9, 10.0.0.1`)).toBe(401)
    }
    expect(await ask('203.0.113.9, 10.0.0.1')).toBe(429)
    expect(await ask('203.0.113.9, 203.0.113.10, 10.0.0.1')).toBe(401)
    await limited.stop()
  })

  test('who come without a proxy are known by their connection', async ({ app, emulator }) => {
    const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
    const ask = async (localAddress: string) => {
      const headers = { authorization: 'Bearer nonsense' }
      const sent = httpRequest(`${limited.url}/api/user`, {
        headers,
        localAddress,
        family: 4,
      }).end()
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      response.resume()
      return response.statusCode
    }
    for (let count = 0; count < 3; count++) expect(await ask('127.0.0.1')).toBe(401)
    expect(await ask('127.0.0.1')).toBe(429)
    expect(await ask('127.0.0.2')).toBe(401)
    await limited.stop()
  })
})

test('with no trusted proxy only the connection tells strangers apart', async ({
  app,
  emulator,
}) => {
  test.skip(isNextStart, '`next start` tells nobody the address of the connection')
  const none = { ...settings, TRUSTED_PROXIES: '0' }
  const limited = await startApp({ emulator, databaseUrl: app.databaseUrl, settings: none })
  const ask = async (localAddress: string, forwarded: string) => {
    const headers = { authorization: 'Bearer nonsense', 'x-forwarded-for': forwarded }
    const sent = httpRequest(`${limited.url}/api/user`, { headers, localAddress, family: 4 }).end()
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    response.resume()
    return response.statusCode
  }
  for (const host of [1, 2, 3]) expect(await ask('127.0.0.1', `203.0.113.${host}`)).toBe(401)
  expect(await ask('127.0.0.1', '203.0.113.4')).toBe(429)
  expect(await ask('127.0.0.2', '203.0.113.4')).toBe(401)
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
