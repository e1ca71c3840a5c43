import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningEmulator, startEmulator } from '../../emulator/server'
import { type App, startApp } from '../support/programs/app'
import { type Emulator, findEmulator } from '../support/programs/emulator'
import { readLedger } from './ledger'
import { serveEverybody } from './patient-people'
import { inventPeople } from './people'

// ACS creates 1000 identities in 30 s. Here its clock is ahead of everybody's: the seconds are short.
const PEOPLE = 1_200
const SECOND_MS = 200

let folder: string
let acs: RunningEmulator
let emulator: Emulator
let app: App

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs-peak-'))
  const startedAt = Date.now()
  const now = () => startedAt + ((Date.now() - startedAt) * 1000) / SECOND_MS
  acs = await startEmulator({ port: 0, serviceLimits: true, now })
  emulator = { ...(await findEmulator(acs.url)), stop: () => acs.close() }
  const databaseUrl = `file:${path.join(folder, 'acs.db')}`
  app = await startApp({ emulator, databaseUrl, settings: { LOG_LEVEL: 'silent' } })
})

afterAll(async () => {
  await app.stop()
  await emulator.stop()
  await rm(folder, { recursive: true, force: true })
})

it(`${PEOPLE} people at once have one identity each, and who is refused is told when to come back`, async () => {
  const people = await inventPeople(emulator, PEOPLE)
  const headers = people.map((person) => person.headers)
  const visits = await serveEverybody({
    url: app.url,
    headers,
    withinMs: 1_000,
    secondMs: SECOND_MS,
    connections: 32,
  })
  expect(visits.flatMap(({ failures }) => failures)).toEqual([])
  const ledger = await readLedger(emulator, app.databaseUrl)
  expect(ledger).toMatchObject({ orphaned: [], dead: [], doubled: 0, owed: 0 })
  expect(ledger.live).toHaveLength(PEOPLE)
  expect(visits.map(({ acsUserId }) => acsUserId).sort()).toEqual(ledger.mapped.sort())

  const waits = visits.flatMap((visit) => visit.waits)
  expect(waits.length).toBeGreaterThanOrEqual(PEOPLE - 1000)
  // Not all in the same second.
  expect(new Set(waits).size).toBeGreaterThan(5)
}, 120_000)
