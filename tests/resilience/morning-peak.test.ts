import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, startApp } from '../support/programs/app'
import { type Emulator, startEmulator } from '../support/programs/emulator'
import { readLedger } from './ledger'
import { serveEverybody } from './patient-people'
import { inventPeople } from './people'

// ACS creates 1000 identities in 30 s.
const PEOPLE = 1_150

let folder: string
let emulator: Emulator
let app: App

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs-peak-'))
  emulator = await startEmulator(['--service-limits'])
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
  const visits = await serveEverybody({ url: app.url, headers, withinMs: 0, connections: 32 })
  expect(visits.flatMap(({ failures }) => failures)).toEqual([])
  const ledger = await readLedger(emulator, app.databaseUrl)
  expect(ledger).toMatchObject({ orphaned: [], dead: [], doubled: 0, owed: 0 })
  expect(ledger.live).toHaveLength(PEOPLE)
  expect(visits.map(({ acsUserId }) => acsUserId).sort()).toEqual(ledger.mapped.sort())

  // On a machine that needs more than 30 s for the first thousand, nobody is refused.
  const waits = visits.flatMap((visit) => visit.waits)
  if (waits.length > 50) expect(new Set(waits).size).toBeGreaterThan(5)
  // What ACS refuses, it is not asked again: only those who were under way were refused by it.
  const { length: refusedByAcs } = (await emulator.requests('acs.createIdentity')).filter(
    ({ status }) => status === 429,
  )
  expect(refusedByAcs).toBeLessThanOrEqual(32)
}, 180_000)
