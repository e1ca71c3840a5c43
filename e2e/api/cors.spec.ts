import { startApp } from '../../tests/support/programs/app'
import { type ForeignPage, openForeignPage } from '../../tests/support/browser/foreign-page'
import { expect, test } from '../../tests/support/browser/test'

// What tracing libraries and older HTTP clients add by themselves.
const added = {
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  tracestate: 'vendor=value',
  'x-requested-with': 'XMLHttpRequest',
  'x-correlation-id': crypto.randomUUID(),
}

let client: ForeignPage
test.beforeEach(async ({ browser }) => {
  client = await openForeignPage(browser)
})
test.afterEach(() => client.close())

test('a page of an allowed origin reads every response, whatever its path', async ({
  app,
  emulator,
}) => {
  const settings = { CORS_ALLOWED_ORIGINS: client.origin }
  const open = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}`, ...added }
  const ask = (method: string, path: string) => client.ask(method, `${open.url}${path}`, headers)
  expect(await ask('POST', '/api/token')).toEqual({ status: 201 })
  expect(await ask('POST', '/api/token/')).toEqual({ status: 201 })
  expect(await ask('GET', '/api/token/?create=true')).toEqual({ status: 201 })
  expect(await ask('DELETE', '/api/user/')).toEqual({ status: 204 })
  expect(await ask('POST', '/api/token/teams/')).toEqual({
    status: 400,
    code: 'teams_token_missing',
  })
  expect(await ask('PATCH', '/api/user')).toBeUndefined() // its preflight says that there is none
  for (const path of ['/api', '/api/', '/api/nowhere', '/api/token/nowhere/']) {
    for (const method of ['GET', 'DELETE']) {
      expect(await ask(method, path)).toEqual({ status: 404, code: 'not_found' })
    }
  }
  await open.stop()
})

test('an origin that is refused leaves a line in the log, and cannot fill it', async ({
  app,
  emulator,
}) => {
  const settings = { CORS_ALLOWED_ORIGINS: 'https://client.example', LOG_LEVEL: 'warn' }
  const open = await startApp({ emulator, databaseUrl: app.databaseUrl, settings })
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  for (let count = 0; count < 3; count++) {
    expect(await client.ask('POST', `${open.url}/api/token`, headers)).toBeUndefined()
  }
  await open.program.line(new RegExp(`"origin":"${client.origin}".*CORS_ALLOWED_ORIGINS`))
  for (let count = 0; count < 30; count++) {
    const origin = `https://${count}.${'a'.repeat(5_000)}.example`
    await fetch(`${open.url}/api/token`, { method: 'OPTIONS', headers: { origin } })
  }
  // The app's own pages, and programs, are no foreign origins.
  await fetch(`${open.url}/api/user`, { headers: { origin: open.url } })
  await fetch(`${open.url}/api/user`)
  await open.stop()
  const lines = open.program.output.filter((line) => line.includes('origin refused'))
  expect(lines).toHaveLength(10)
  expect(lines.filter((line) => line.includes(client.origin))).toHaveLength(1)
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(400)
})

test('a page with a slash at its end leads to the page', async ({ request }) => {
  const response = await request.get('/identity/?from=mail', { maxRedirects: 0 })
  expect([response.status(), response.headers().location]).toEqual([308, '/identity?from=mail'])
})
