import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type App, startApp } from '../support/programs/app'
import { type Emulator, startEmulator } from '../support/programs/emulator'
import { freePort } from '../support/programs/free-port'
import { readLedger } from './ledger'
import { inventPeople, type Person } from './people'
import { send } from './send'

// The remote call takes 100 ms, so that the moments fall before, into and after it.
const REMOTE_MS = 100
const MOMENTS_MS = [2, 5, 10, 50, 95, 100, 103, 106, 110, 120]
// A claim that nobody completes may be taken over after 15 s; so may a operation.
const HEALED_MS = 60_000

let folder: string
let emulator: Emulator
let app: App

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs-kill-'))
  emulator = await startEmulator()
  app = await start(await freePort())
})

afterAll(async () => {
  await app.stop()
  await emulator.stop()
  await rm(folder, { recursive: true, force: true })
})

function start(port: number): Promise<App> {
  const databaseUrl = `file:${path.join(folder, 'acs.db')}`
  return startApp({ emulator, databaseUrl, port, settings: { LOG_LEVEL: 'silent' } })
}

/** Kills the app at each moment of a person's request, and counts the requests left unanswered. */
async function killDuring(
  people: Person[],
  request: { method: string; path: string; operation: string },
): Promise<number> {
  let unanswered = 0
  for (const [index, moment] of MOMENTS_MS.entries()) {
    // A process takes far longer for its first request than for the next.
    const [somebody] = await inventPeople(emulator, 1)
    await send(app.url, request.method, request.path, somebody!.headers)
    await emulator.fault({ operation: request.operation, delayMs: REMOTE_MS })
    const response = send(app.url, request.method, request.path, people[index]!.headers)
    await sleep(moment)
    await app.stop('SIGKILL')
    if (!(await response)) unanswered++
    await emulator.clearFaults()
    app = await start(Number(new URL(app.url).port))
  }
  return unanswered
}

const newcomers = () => inventPeople(emulator, MOMENTS_MS.length)
const ledger = () => readLedger(emulator, app.databaseUrl)

/** Resolves once every deletion and revocation has reached ACS. */
function nothingOwed(): Promise<void> {
  return vi.waitFor(async () => expect(await ledger()).toMatchObject({ owed: 0 }), {
    timeout: HEALED_MS,
    interval: 500,
  })
}

it('kill −9 while identities are created orphans at most the one being created', async () => {
  const people = await newcomers()
  const unanswered = await killDuring(people, {
    method: 'POST',
    path: '/api/user',
    operation: 'acs.createIdentity',
  })
  expect(unanswered).toBeGreaterThan(0)

  await vi.waitFor(
    async () => {
      const responses = await Promise.all(
        people.map(({ headers }) => send(app.url, 'POST', '/api/user', headers)),
      )
      for (const response of responses) expect(response?.[0]).toBeOneOf([200, 201])
    },
    { timeout: HEALED_MS, interval: 500 },
  )
  const { mapped, orphaned, dead, doubled } = await ledger()
  console.log(`${MOMENTS_MS.length} kills, ${unanswered} unanswered, ${orphaned.length} orphaned`)
  expect(mapped).toHaveLength(2 * people.length)
  expect(orphaned.length).toBeLessThanOrEqual(unanswered)
  expect({ dead, doubled }).toEqual({ dead: [], doubled: 0 })
}, 180_000)

it('kill −9 while identities are deleted leaves none behind, and none half deleted', async () => {
  const people = await newcomers()
  for (const { headers } of people) await send(app.url, 'POST', '/api/user', headers)
  const before = await ledger()
  const unanswered = await killDuring(people, {
    method: 'DELETE',
    path: '/api/user',
    operation: 'acs.deleteIdentity',
  })
  expect(unanswered).toBeGreaterThan(0)

  await nothingOwed()
  const after = await ledger()
  expect(after.orphaned).toEqual(before.orphaned)
  expect(after.dead).toEqual([])
  expect(after.mapped.length).toBeLessThan(before.mapped.length)
}, 180_000)

it('kill −9 while tokens are revoked leaves no revocation undone', async () => {
  const people = await newcomers()
  for (const { headers } of people) await send(app.url, 'POST', '/api/user', headers)
  const done = async () => (await emulator.state()).counts['acs.revokeTokens'] ?? 0
  const doneBefore = await done()
  const { revocations: askedBefore } = await ledger()
  const unanswered = await killDuring(people, {
    method: 'DELETE',
    path: '/api/token',
    operation: 'acs.revokeTokens',
  })
  expect(unanswered).toBeGreaterThan(0)

  await nothingOwed()
  const asked = (await ledger()).revocations - askedBefore
  expect(asked).toBeGreaterThan(0)
  expect((await done()) - doneBefore).toBeGreaterThanOrEqual(asked)
}, 180_000)
