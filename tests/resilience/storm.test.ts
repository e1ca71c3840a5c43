import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type App, startApp } from '../support/programs/app'
import { type Emulator, startEmulator } from '../support/programs/emulator'
import { freePort } from '../support/programs/free-port'
import { createDatabase, type Postgres, startPostgres } from '../support/databases/postgres'
import { readLedger } from './ledger'
import { inventPeople } from './people'
import { send } from './send'

// What is asked, and where it goes wrong, is the same in each run; when processes die is not.
const SEED = 20261121
const REQUESTS = 2_000
const PEOPLE = 50
const CLIENTS = 16
const KILLS = 6
const LONGEST_MS = 15_000
const HEALED_MS = 90_000

const ENDPOINTS = {
  'POST /api/user': 'acs.createIdentity',
  'POST /api/token': 'acs.issueToken',
  'GET /api/token': 'acs.issueToken',
  'DELETE /api/token': 'acs.revokeTokens',
  'DELETE /api/user': 'acs.deleteIdentity',
} as const

// Every tenth request meets a fault. None loses the response to a creation: what ACS then made, nobody
// could know of, and the fault table counts it.
const fault = fc.constantFrom(
  { status: 500 },
  { status: 503 },
  { status: 429, retryAfter: 1 },
  { drop: 'before' as const },
  { delayMs: 500 },
)
const request = fc.record({
  person: fc.nat(PEOPLE - 1),
  endpoint: fc.constantFrom(...(Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[])),
  instance: fc.nat(1),
  fault: fc.oneof({ arbitrary: fc.constant(null), weight: 9 }, { arbitrary: fault, weight: 1 }),
})

let emulator: Emulator
let postgres: Postgres
let databaseUrl: string
let instances: App[]
// As a load balancer does, no request is sent to an instance that is known to be down.
const isUp = [true, true]

beforeAll(async () => {
  ;[emulator, postgres] = await Promise.all([startEmulator(), startPostgres()])
  databaseUrl = await createDatabase(postgres.url)
  instances = await Promise.all([start(await freePort()), start(await freePort())])
})

afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()))
  await Promise.all([emulator.stop(), postgres.stop()])
})

function start(port: number): Promise<App> {
  // Each person asks oftener here than people do.
  const settings = { LOG_LEVEL: 'silent', RATE_LIMIT_TOKEN: '0' }
  return startApp({ emulator, databaseUrl, port, settings })
}

it(`${REQUESTS} requests on two instances, with faults and kills, lose and double nothing`, async () => {
  const people = await inventPeople(emulator, PEOPLE)
  const requests = fc.sample(request, { numRuns: REQUESTS, seed: SEED })
  const faults = requests.filter(({ fault }) => fault).length
  const responses: Record<string, number> = {}
  let longest = 0
  let done = 0
  const startedAt = performance.now()

  const client = async (): Promise<void> => {
    for (let next = requests.pop(); next; next = requests.pop()) {
      const { person, endpoint, instance, fault } = next
      const [method = '', path = ''] = endpoint.split(' ')
      if (fault) await emulator.fault({ operation: ENDPOINTS[endpoint], ...fault })
      const { url } = instances[isUp[instance] ? instance : 1 - instance]!
      const askedAt = performance.now()
      const response = await send(url, method, path, people[person]!.headers)
      longest = Math.max(longest, performance.now() - askedAt)
      const words = response?.join(' ') ?? 'connection lost'
      responses[words] = (responses[words] ?? 0) + 1
      done++
    }
  }
  const killer = async (): Promise<void> => {
    for (let kill = 1; kill <= KILLS; kill++) {
      while (done < (kill * REQUESTS) / (KILLS + 1)) await sleep(5)
      const victim = kill % 2
      const instance = instances[victim]!
      isUp[victim] = false
      await instance.stop('SIGKILL')
      instances[victim] = await start(Number(new URL(instance.url).port))
      isUp[victim] = true
    }
  }
  await Promise.all([killer(), ...Array.from({ length: CLIENTS }, client)])
  const seconds = (performance.now() - startedAt) / 1000
  await emulator.clearFaults()

  const endedAt = performance.now()
  const healed = await vi.waitFor(
    async () => {
      const ledger = await readLedger(emulator, databaseUrl)
      expect(ledger).toMatchObject({ owed: 0, dead: [], doubled: 0 })
      expect(ledger.orphaned.length).toBeLessThanOrEqual(KILLS)
      return ledger
    },
    { timeout: HEALED_MS, interval: 500 },
  )
  const healedAfter = (performance.now() - endedAt) / 1000
  console.log(
    [
      `${REQUESTS} requests of ${PEOPLE} people in ${seconds.toFixed(1)} s, ${faults} faults, ${KILLS} kills`,
      ...Object.entries(responses).map(([words, count]) => `  ${words}: ${count}`),
      `longest response ${(longest / 1000).toFixed(1)} s`,
      `healed ${healedAfter.toFixed(1)} s after the last request`,
      `${healed.mapped.length} mapped, ${healed.live.length} live, ${healed.orphaned.length} orphaned`,
    ].join('\n'),
  )
  expect(longest).toBeLessThan(LONGEST_MS)
  expect(responses).not.toHaveProperty('500 internal_error')

  // Everybody is served again, and has one identity.
  const served = await Promise.all(
    people.map(({ headers }) => send(instances[0]!.url, 'POST', '/api/token', headers)),
  )
  expect(served).toEqual(people.map(() => [201]))
  const { mapped } = await readLedger(emulator, databaseUrl)
  expect(new Set(mapped).size).toBe(PEOPLE)
}, 300_000)
