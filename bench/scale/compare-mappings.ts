// What a million mappings cost beside a thousand.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { createDatabase, startPostgres } from '../../tests/support/databases/postgres'
import { type Emulator, startEmulator } from '../../tests/support/programs/emulator'
import { median } from '../percentile'
import { processorMs, residentMegabytes } from '../processor'
import { cookieOf } from '../product-settings'
import type { Served } from '../serve'
import { table } from '../table'
import { type Database, migrate, postgresql, sqlite } from './databases'
import { measureOperatorList } from './operator-list'
import { loadPeople, type PeopleSample } from './load-people'
import { seed } from './seed'
import { serveProduct } from './serve-product'
import { inTurn, sessionsOf } from './sessions'

const FEW = 1_000
const RUNS = 5
const SECONDS = 3
const WARM_UP_SECONDS = 6
const REST_SECONDS = 20
// The server remembers 10,000 credentials: the former all, of the latter none.
const REMEMBERED = 5_000
const NOT_REMEMBERED = 20_000

interface Side {
  database: Database
  mappings: number
  server: Served
  seedSeconds: number
  nextCookie: Record<'remembered' | 'new' | 'known', () => string>
  restMs: number
}

const REQUESTS = [
  { name: 'GET /api/user, session never seen before', path: '/api/user', whose: 'new' },
  { name: 'GET /api/user, session remembered', path: '/api/user', whose: 'remembered' },
  { name: 'GET /api/token, warm', path: '/api/token', whose: 'known' },
] as const

/** Seeds both databases with `many` and with a thousand mappings, and prints what both cost. */
export async function compareMappings(many: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'acs-scale-'))
  const [emulator, postgres] = await Promise.all([startEmulator(), startPostgres()])
  const identities = await createIdentities(emulator, Math.min(FEW, many))
  const sides: Side[] = []
  // Beside each other: what is compared is also measured in turns.
  for (const count of [FEW, many]) {
    const file = sqlite(path.join(folder, `${count}.db`))
    sides.push(await openSide(emulator, file, count, identities))
  }
  for (const count of [FEW, many]) {
    const database = postgresql(await createDatabase(postgres.url))
    sides.push(await openSide(emulator, database, count, identities))
  }
  report(sides, await loadAll(sides))
  await measureOperatorList(emulator, sides)
  await measureRest(sides)
  const megabytes = await Promise.all(sides.map(({ database }) => database.megabytes()))
  console.log(
    `\n${table(
      ['database', 'mappings', 'on disk MB', 'seeded in s', 'at rest CPU ms/s', 'memory MB'],
      sides.map(({ database, mappings, seedSeconds, restMs, server }, index) => [
        database.kind,
        mappings,
        megabytes[index] ?? 0,
        seedSeconds.toFixed(0),
        restMs.toFixed(1),
        residentMegabytes(server.pid),
      ]),
    )}`,
  )
  await Promise.all(sides.map(({ server }) => server.stop()))
  await Promise.all([emulator.stop(), postgres.stop(), rm(folder, { recursive: true })])
}

async function createIdentities(emulator: Emulator, count: number): Promise<string[]> {
  const [acs] = emulator.config.acs
  const client = new CommunicationIdentityClient(acs?.connectionString ?? '', {
    allowInsecureConnection: true,
  })
  const ids: string[] = []
  while (ids.length < count) ids.push((await client.createUser()).communicationUserId)
  return ids
}

async function openSide(
  emulator: Emulator,
  database: Database,
  mappings: number,
  identities: string[],
): Promise<Side> {
  await migrate(database.url)
  const { tenantId: directory, acs } = emulator.config
  const acsResource = acs[0]?.resourceId ?? ''
  const startedAt = performance.now()
  const seeded = seed({ count: mappings, directory, acsResource, identities })
  await database.insert(seeded.mappings)
  const seedSeconds = (performance.now() - startedAt) / 1000
  const { people, known } = seeded
  return {
    database,
    mappings,
    seedSeconds,
    nextCookie: {
      remembered: inTurn(await sessionsOf(people, directory, REMEMBERED)),
      new: inTurn(await sessionsOf(people, directory, NOT_REMEMBERED)),
      known: inTurn(
        await Promise.all(known.map((subject) => cookieOf(subject, directory, subject))),
      ),
    },
    // The limits are counted, but never reached.
    server: await serveProduct(emulator, database.url, { RATE_LIMIT_TOKEN: '1000000' }),
    restMs: 0,
  }
}

// What is done every few seconds, with nobody asking for anything.
async function measureRest(sides: Side[]): Promise<void> {
  // V8 gives memory back for a while after the load.
  await sleep(20_000)
  const before = sides.map(({ server }) => processorMs(server.pid))
  await sleep(REST_SECONDS * 1000)
  sides.forEach((side, index) => {
    side.restMs = (processorMs(side.server.pid) - (before[index] ?? 0)) / REST_SECONDS
  })
}

async function loadAll(sides: Side[]): Promise<Map<string, PeopleSample[]>> {
  const samples = new Map<string, PeopleSample[]>()
  for (let run = -1; run < RUNS; run++) {
    for (const { name, path, whose } of REQUESTS) {
      for (const { database, mappings, server, nextCookie } of sides) {
        const isWarmUp = run < 0
        const seconds = isWarmUp ? WARM_UP_SECONDS : SECONDS
        const sample = await loadPeople(server, path, nextCookie[whose], seconds)
        const key = `${name} ${database.kind} ${mappings}`
        if (!isWarmUp) samples.set(key, [...(samples.get(key) ?? []), sample])
      }
    }
  }
  return samples
}

function report(sides: Side[], samples: Map<string, PeopleSample[]>): void {
  const header = 'request,database,mappings,req/s,CPU ms,p50 ms,p99 ms,p99 of few,failed'.split(',')
  const rows = REQUESTS.flatMap(({ name }) =>
    ['SQLite', 'PostgreSQL'].flatMap((kind) => {
      const ofKind = sides.filter(({ database }) => database.kind === kind)
      const p99s = ofKind.map(({ mappings }) =>
        median((samples.get(`${name} ${kind} ${mappings}`) ?? []).map(({ p99 }) => p99)),
      )
      return ofKind.map(({ mappings }, index) => {
        const all = samples.get(`${name} ${kind} ${mappings}`) ?? []
        const of = (key: keyof PeopleSample) => median(all.map((sample) => sample[key]))
        return [
          name,
          kind,
          mappings,
          Math.round(of('requestsPerSecond')),
          of('processorMs').toFixed(2),
          of('p50').toFixed(1),
          (p99s[index] ?? 0).toFixed(1),
          ((p99s[index] ?? 0) / (p99s[0] ?? 1)).toFixed(2),
          all.reduce((sum, { failed }) => sum + failed, 0),
        ]
      })
    }),
  )
  console.log(table(header, rows))
}
