import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { startByNpm } from '../../tests/support/programs/npm'
import { expect, test } from '../../tests/support/browser/test'

test.describe('npm start, told to stop', () => {
  test('says so, goes on answering, finishes what is in flight, and leaves nothing behind', async ({
    app,
    emulator,
  }) => {
    const instance = await startByNpm('start', { app, emulator, delay: 2 })
    const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
    await emulator.fault({ operation: 'acs.createIdentity', delayMs: 4_000 })
    const inFlight = fetch(`${instance.url}/api/user`, { method: 'POST', headers })
    await expect.poll(async () => (await emulator.requests('acs.createIdentity')).length).toBe(1)

    const stopped = instance.stop('SIGTERM')
    const get = async (path: string) => (await fetch(`${instance.url}${path}`)).status
    await expect.poll(() => get('/api/health/ready')).toBe(503)
    expect(await get('/api/health/live')).toBe(200)
    expect(await get('/')).toBe(200)
    await expect.poll(() => connect(instance.url)).toBe('refused')
    const response = await inFlight
    expect(response.status).toBe(201)
    await stopped
    expect(instance.process.exitCode).toBe(0)
    expect(instance.output.at(-1)).toContain('"stopped"')
  })

  test('ends at once when it is told again', async ({ app, emulator }) => {
    const instance = await startByNpm('start', { app, emulator, delay: 60 })
    instance.process.kill('SIGTERM')
    await instance.line(/"stopping"/)
    // npm and a terminal pass one signal on twice: a second one comes later.
    await sleep(300)
    await instance.stop('SIGTERM')
    expect(await connect(instance.url)).toBe('refused')
  })

  test('does not wait for who sends only half a request', async ({ app, emulator }) => {
    const instance = await startByNpm('start', { app, emulator })
    const { port } = new URL(instance.url)
    const halfHeaders = createConnection(Number(port), '127.0.0.1')
    halfHeaders.write('GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n')
    const halfBody = createConnection(Number(port), '127.0.0.1')
    halfBody.write(
      'POST /api/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    )
    const [response] = (await once(halfBody, 'data')) as [Buffer]
    expect(response.toString()).toContain('401')
    const startedAt = Date.now()
    await instance.stop('SIGTERM')
    expect(Date.now() - startedAt).toBeLessThan(5_000)
    halfHeaders.destroy()
    halfBody.destroy()
  })
})

/** What a client hears that isn't connected yet. */
async function connect(url: string): Promise<string> {
  const sent = httpRequest(`${url}/api/health/live`, { agent: false }).end()
  return once(sent, 'response').then(
    () => 'answered',
    () => 'refused',
  )
}

test('a client that goes away ends the work for it, and nothing is lost', async ({
  app,
  emulator,
}) => {
  const headers = { authorization: `Bearer ${await emulator.apiToken('grace')}` }
  const user = await fetch(`${app.url}/api/user`, { method: 'POST', headers })
  expect(user.status).toBe(201)
  await emulator.fault({ operation: 'acs.issueToken', status: 429, retryAfter: 1, times: 9 })
  const gone = new AbortController()
  const abandoned = fetch(`${app.url}/api/token`, { headers, signal: gone.signal })
  await expect.poll(async () => (await emulator.requests('acs.issueToken')).length).toBe(1)
  gone.abort()
  await expect(abandoned).rejects.toThrow()
  // A second attempt would have come after a second.
  await expect
    .poll(() => app.program.output.some((line) => line.includes('client went away')))
    .toBe(true)
  expect(await emulator.requests('acs.issueToken')).toHaveLength(1)
})
