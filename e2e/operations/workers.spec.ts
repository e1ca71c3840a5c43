import { execFileSync } from 'node:child_process'
import { request as httpRequest } from 'node:http'
import { once } from 'node:events'
import { startByNpm } from '../../tests/support/programs/npm'
import { expect, test } from '../../tests/support/browser/test'

/** The processes that a process has started. */
function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
  return listed.split('\n').filter(Boolean).map(Number)
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Asks over a connection of its own, which whichever process accepts it serves. */
async function ask(url: string): Promise<number | undefined> {
  const sent = httpRequest(`${url}/api/nothing`, { agent: false }).end()
  const [response] = (await once(sent, 'response')) as [{ statusCode?: number; resume(): void }]
  response.resume()
  return response.statusCode
}

test('WEB_CONCURRENCY has several processes serve one port, and replaces one that dies', async ({
  app,
  emulator,
}) => {
  const server = await startByNpm('start:api', {
    app,
    emulator,
    delay: 1,
    settings: { WEB_CONCURRENCY: '2' },
  })
  // npm's only child.
  const [primary = 0] = childrenOf(server.process.pid ?? 0)
  const lines = () =>
    server.output.flatMap((line) =>
      line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : [],
    )
  const served = () =>
    new Set(lines().flatMap(({ msg, instance }) => (msg === 'request refused' ? [instance] : [])))
  await expect.poll(() => lines().filter(({ msg }) => msg === 'ready').length).toBe(2)
  for (let count = 0; count < 10; count++) expect(await ask(server.url)).toBe(404)
  expect(served().size).toBe(2)
  // One of them keeps house.
  await expect
    .poll(() => lines().filter(({ msg }) => msg === 'identities stored').length, { timeout: 5_000 })
    .toBe(1)

  const [first = 0, second = 0] = childrenOf(primary)
  process.kill(first, 'SIGKILL')
  await server.line(/"worker died, will be replaced"/)
  expect(await ask(server.url)).toBe(404)
  await expect.poll(() => childrenOf(primary).length).toBe(2)
  await expect.poll(() => lines().filter(({ msg }) => msg === 'ready').length).toBe(3)
  for (let count = 0; count < 10; count++) expect(await ask(server.url)).toBe(404)
  expect(served().size).toBe(3)

  // A request in flight is finished by whoever has it, and nobody is left behind.
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  await emulator.fault({ operation: 'acs.createIdentity', delayMs: 3_000 })
  const inFlight = fetch(`${server.url}/api/user`, { method: 'POST', headers })
  await expect.poll(async () => (await emulator.requests('acs.createIdentity')).length).toBe(1)
  const workers = childrenOf(primary)
  await server.stop('SIGTERM')
  expect((await inFlight).status).toBe(201)
  expect(server.process.exitCode).toBe(0)
  expect([primary, second, ...workers].filter(isRunning)).toEqual([])
})

test('WEB_CONCURRENCY ends with what none of them can start without', async ({ app, emulator }) => {
  const { port } = new URL(app.url)
  const start = startByNpm('start:api', {
    app,
    emulator,
    settings: { WEB_CONCURRENCY: '2', PORT: port },
  })
  await expect(start).rejects.toThrow('EADDRINUSE')
})
