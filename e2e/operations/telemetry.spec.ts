import packageJson from '../../package.json' with { type: 'json' }
import { setTimeout as sleep } from 'node:timers/promises'
import { type App, isNextStart, startApp } from '../../tests/support/programs/app'
import { type Collector, type Point, startCollector } from '../../tests/support/programs/collector'
import type { Emulator } from '../../tests/support/programs/emulator'
import { expect, test, TOKEN } from '../../tests/support/browser/test'

interface Exporting {
  emulator: Emulator
  app: App
}

/** Has an instance do `work`, and stops it: then it sends what is waiting. */
async function exported(
  { emulator, app }: Exporting,
  work: (instance: App) => Promise<void>,
  settings: Record<string, string> = {},
): Promise<Collector> {
  const collector = await startCollector()
  const instance = await startApp({
    emulator,
    databaseUrl: app.databaseUrl,
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...settings },
  })
  await work(instance)
  // `next start` ends without a word to anybody; spans go out every five seconds.
  if (isNextStart) await sleep(6_000)
  await instance.stop()
  collector.stop()
  return collector
}

test('traces and metrics reach a collector, without tokens and names', async ({
  app,
  emulator,
}) => {
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const collector = await exported({ emulator, app }, async ({ url }) => {
    const token = await fetch(`${url}/api/token`, { method: 'POST', headers })
    expect(token.status).toBe(201)
  })
  expect(collector.spans()).toContain('ACS createIdentity')
  for (const kind of isNextStart ? (['traces'] as const) : (['traces', 'metrics'] as const)) {
    expect(collector.resource(kind)).toMatchObject({
      'service.name': 'acs-authentication-server',
      'service.version': packageJson.version,
      'service.instance.id': expect.stringMatching(/-[\da-f]{6}$/),
    })
  }
  expect(collector.text()).not.toMatch(TOKEN)
  expect(collector.text()).not.toContain(emulator.user('ada').objectId)
})

test('the authorization code of a sign-in never reaches the collector', async ({
  app,
  emulator,
  page,
}) => {
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/auth/callback/')) callbacks.push(request.url())
  })
  const collector = await exported({ emulator, app }, async ({ url }) => {
    await page.goto(`${url}/identity?secret=in-a-query`)
    await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
    await page.getByRole('button', { name: 'ada@contoso.example' }).click()
    await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
    await page.goto(`${url}/nowhere?secret=in-a-query`)
    // Nothing is still to be loaded when the instance stops.
    await page.goto('about:blank')
  })
  const code = new URL(callbacks[0] ?? '').searchParams.get('code') ?? ''
  expect(code.length).toBeGreaterThan(20)
  const text = collector.text()
  // The callback is there, without what was in its address.
  expect(text).toContain('/api/auth/callback/azure-ad')
  for (const secret of [code, code.slice(0, 20), 'in-a-query', 'code=', 'session_state=']) {
    expect(text).not.toContain(secret)
  }
})

const sum = (points: Point[] = [], attributes: Record<string, unknown> = {}) =>
  points
    .filter((point) =>
      Object.entries(attributes).every(([name, value]) => point.attributes[name] === value),
    )
    .reduce((total, { value }) => total + value, 0)

test('what an operator asks is measured: database, caches, pending work, circuits, limits, process', async ({
  app,
  emulator,
}) => {
  test.skip(isNextStart, '`next start` loses the metrics of its last minute')
  const headers = async (username: string) => ({
    authorization: `Bearer ${await emulator.apiToken(username)}`,
  })
  const ada = await headers('ada')
  const collector = await exported(
    { emulator, app },
    async ({ url }) => {
      const ask = async (method: string, path: string, headers: Record<string, string>) =>
        (await fetch(`${url}${path}`, { method, headers })).status
      for (let count = 0; count < 3; count++) {
        expect(await ask('POST', '/api/token', ada)).toBe(201)
      }
      const exchange = { ...ada, 'teams-user-aad-token': await emulator.teamsToken('ada') }
      expect(await ask('GET', '/api/token/teams', exchange)).toBe(201)
      expect(await ask('GET', '/api/token/teams', exchange)).toBe(429)
      expect(await ask('GET', '/api/profile', ada)).toBe(200)
      expect(await ask('GET', '/api/profile', ada)).toBe(200)
      expect(await ask('GET', '/api/nothing/made-up', ada)).toBe(404)
      expect(await ask('GET', '/', {})).toBe(200)
      // Five outages in a row, each of a creation: none of them is repeated.
      await emulator.fault({ operation: 'acs.createIdentity', status: 500, times: 5 })
      const grace = await headers('grace')
      for (const status of [502, 502, 502, 502, 502, 503]) {
        expect(await ask('POST', '/api/user', grace)).toBe(status)
      }
      // ACS isn't asked now: the deletion is pending.
      expect(await ask('DELETE', '/api/user', ada)).toBe(204)
    },
    { RATE_LIMIT_EXCHANGE: '1' },
  )
  const metric = (name: string) => collector.metric(name)

  const requests = metric('http.server.request.duration')
  expect(requests?.unit).toBe('s')
  expect(
    sum(requests?.points, { 'http.route': '/api/token', 'http.response.status_code': 201 }),
  ).toBe(3)
  // Pages are there, too; that it was asked whether the instance is ready is not.
  const routes = new Set(requests?.points.map(({ attributes }) => attributes['http.route']))
  expect(routes).toEqual(
    new Set(['/api/token', '/api/token/teams', '/api/profile', '/api/user', 'other', '/']),
  )
  expect(metric('upstream.request.duration')?.unit).toBe('s')

  const database = metric('db.client.operation.duration')
  expect(database?.unit).toBe('s')
  const isSqlite = { 'db.system.name': 'sqlite' }
  expect(
    sum(database?.points, { ...isSqlite, 'db.operation.name': 'find-mapping' }),
  ).toBeGreaterThan(0)
  expect(
    sum(database?.points, {
      ...isSqlite,
      'db.operation.name': 'create',
      'db.collection.name': 'IdentityMapping',
    }),
  ).toBeGreaterThan(0)

  const lookups = metric('cache.lookups')?.points
  // The first token came with the identity: no cache was asked for it.
  expect(sum(lookups, { cache: 'acs_token', result: 'hit' })).toBe(2)
  // Graph's tokens of these tests are over before they can be used again.
  expect(sum(lookups, { cache: 'graph_token', result: 'miss' })).toBe(2)

  expect(metric('pending_operation.count')).toMatchObject({
    unit: '{operation}',
    points: [{ value: 1 }],
  })
  expect(metric('pending_operation.age')?.unit).toBe('s')
  expect(metric('pending_operation.age')?.points[0]?.value).toBeLessThan(60)
  expect(sum(metric('upstream.circuit.state')?.points, { upstream: 'ACS' })).toBe(2)
  expect(sum(metric('upstream.circuit.state')?.points, { upstream: 'Entra ID' })).toBe(0)
  expect(sum(metric('rate_limit.refusals')?.points, { limit: 'exchange' })).toBe(1)

  expect(metric('process.memory.usage')?.unit).toBe('By')
  expect(sum(metric('process.memory.usage')?.points)).toBeGreaterThan(50_000_000)
  expect(metric('process.cpu.time')?.unit).toBe('s')
  expect(sum(metric('process.cpu.time')?.points, { 'cpu.mode': 'user' })).toBeGreaterThan(0)
  expect(metric('nodejs.eventloop.utilization')?.unit).toBe('1')
  for (const name of ['mean', 'max', 'p50', 'p99']) {
    const delay = metric(`nodejs.eventloop.delay.${name}`)
    expect(delay?.unit).toBe('s')
    expect(delay?.points[0]?.value).toBeGreaterThan(0)
    expect(delay?.points[0]?.value).toBeLessThan(10)
  }
})
