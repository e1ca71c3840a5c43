import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { startApp } from './fixtures/app'
import { expect, test } from './fixtures/test'

test('an instance that is told to stop finishes what is in flight', async ({ app, emulator }) => {
  const instance = await startApp({ emulator, databaseUrl: app.databaseUrl })
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  await emulator.fault({ operation: 'acs.createIdentity', delayMs: 2_000 })
  const inFlight = fetch(`${instance.url}/api/user`, { method: 'POST', headers })
  await expect.poll(async () => (await emulator.requests('acs.createIdentity')).length).toBe(1)

  const stopped = instance.stop('SIGTERM')
  await expect.poll(() => connect(instance.url)).toBe('refused')
  const answer = await inFlight
  expect(answer.status).toBe(201)
  expect(answer.headers.get('connection')).toBe('close')
  await stopped
  expect(instance.program.process.exitCode).toBe(143) // 128 + SIGTERM
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
