import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createDatabase, type Postgres, startPostgres } from '@/tests/support/databases/postgres'
import { database } from '@/lib/db/database'
import { localCloud } from '@/tests/support/server/local-cloud'
import { deleteExpiredCounts } from './expired-counts'
import type * as RateLimit from './rate-limit'

const settings: Record<string, string> = { RATE_LIMIT_TOKEN: '3', RATE_LIMIT_EXCHANGE: '40' }
let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
  settings.DATABASE_URL = await createDatabase(postgres.url)
})
// Before the server goes, localCloud ends its connections: hooks run in reverse.
afterAll(() => postgres.stop())
localCloud(settings)

type Limits = typeof RateLimit
let here: Limits
let elsewhere: Limits

/** The limits as another instance has them: what it has in memory is its own. */
async function instance(): Promise<Limits> {
  vi.resetModules()
  return import('./rate-limit')
}

beforeEach(async () => {
  here = await instance()
  elsewhere = await instance()
})

const somebody = () => ({ directory: crypto.randomUUID(), subject: crypto.randomUUID() })
const refused = { code: 'rate_limited' }

async function duringOutage(work: () => Promise<void>) {
  await postgres.pause()
  try {
    await work()
  } finally {
    await postgres.resume()
  }
}

it('instances that share a database count together', async () => {
  const caller = somebody()
  await here.limitCaller('token', caller)
  await elsewhere.limitCaller('token', caller)
  await here.limitCaller('token', caller)
  await expect(elsewhere.limitCaller('token', caller)).rejects.toMatchObject(refused)
  await expect(here.limitCaller('token', caller)).rejects.toMatchObject(refused)
})

it('each counts for itself while the database is away, and who was refused stays so', async () => {
  const [refusedBefore, caller] = [somebody(), somebody()]
  for (let time = 0; time < 3; time++) await elsewhere.limitCaller('token', refusedBefore)
  await expect(elsewhere.limitCaller('token', refusedBefore)).rejects.toMatchObject(refused)
  const { log } = await import('@/lib/observability/log')
  const warn = vi.spyOn(log(), 'warn')
  await duringOutage(async () => {
    for (let time = 0; time < 3; time++) await elsewhere.limitCaller('token', caller)
    await expect(elsewhere.limitCaller('token', caller)).rejects.toMatchObject(refused)
    await expect(elsewhere.limitCaller('token', refusedBefore)).rejects.toMatchObject(refused)
  })
  const told = warn.mock.calls.filter(
    ([, message]) => message === 'rate limits are not shared, will retry',
  )
  expect(told).toHaveLength(1)
})

it('counting begins as soon as a database that could not be opened can be', async () => {
  const holder = globalThis as { acsDatabase?: Promise<unknown> | undefined }
  const opened = holder.acsDatabase
  const away = new Error('The database is away.')
  holder.acsDatabase = Promise.reject(away)
  await expect(here.limitCaller('token', somebody())).rejects.toBe(away)
  holder.acsDatabase = opened
  await expect(here.limitCaller('token', somebody())).resolves.toBeUndefined()
})

interface Stored {
  key: string
  points: number
}

/** What the database has counted. */
async function stored(): Promise<Stored[]> {
  const { pool } = await database()
  const { rows } = await pool!.query<Stored>(
    'SELECT * FROM "RateLimit" WHERE "key" LIKE \'exchange:%\'',
  )
  return rows
}

async function exchanges(limits: Limits, caller: object, count: number): Promise<number> {
  const requests = Array.from({ length: count }, () =>
    limits.limitCaller('exchange', caller as never),
  )
  const settled = await Promise.allSettled(requests)
  return settled.filter(({ status }) => status === 'fulfilled').length
}

it('what is far from its limit is written together, within about a second', async () => {
  const [one, other] = [somebody(), somebody()]
  const { pool } = await database()
  const query = vi.spyOn(pool!, 'query')
  expect(await exchanges(here, one, 4)).toBe(4)
  expect(await exchanges(here, other, 2)).toBe(2)
  expect(query).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(query).toHaveBeenCalledOnce(), 3_000)
  query.mockRestore()
  const points = (await stored()).map((row) => row.points)
  expect(points.sort()).toEqual([2, 4])
})

it('three instances let at most a tenth more through for each of them', async () => {
  const caller = somebody()
  const third = await instance()
  const passed = await Promise.all(
    [here, elsewhere, third].map((limits) => exchanges(limits, caller, 40)),
  )
  const sum = passed.reduce((one, next) => one + next, 0)
  expect(sum).toBeLessThanOrEqual(40 + 3 * 4)
})

it('one request after another over two instances is as many as the limit and a tenth for each', async () => {
  const caller = somebody()
  let passed = 0
  for (let time = 0; time < 60; time++)
    passed += await exchanges(time % 2 ? here : elsewhere, caller, 1)
  expect(passed).toBeGreaterThanOrEqual(40)
  expect(passed).toBeLessThanOrEqual(40 + 2 * 4)
})

/** Holds the next write back: resolves once it is wanted, to what lets it go on. */
async function nextWrite(): Promise<() => void> {
  const { pool } = await database()
  const query = pool!.query.bind(pool) as (statement: object) => Promise<unknown>
  return new Promise((isWanted) =>
    vi.spyOn(pool!, 'query').mockImplementationOnce((async (statement: object) => {
      await new Promise<void>((resolve) => isWanted(resolve))
      return query(statement)
    }) as never),
  )
}

it('what is counted during a write is in the next', async () => {
  const caller = somebody()
  await (await database()).pool!.query('DELETE FROM "RateLimit"')
  const writing = nextWrite()
  await exchanges(here, caller, 1)
  const goOn = await writing
  await exchanges(here, caller, 2)
  goOn()
  const points = async () => (await stored()).map((row) => row.points)
  await vi.waitFor(async () => expect(await points()).toEqual([3]), 4_000)
})

it('nobody is refused for a request too many that came after theirs', async () => {
  const caller = somebody()
  const writing = nextWrite()
  const first = here.limitCaller('token', caller)
  const goOn = await writing
  const others = [here.limitCaller('token', caller), here.limitCaller('token', caller)]
  goOn()
  await first
  await expect(here.limitCaller('token', caller)).rejects.toMatchObject(refused)
  await Promise.all(others)
})

it('a window that ended is counted anew, by all, though another instance wrote it', async () => {
  const caller = somebody()
  for (let time = 0; time < 3; time++) await elsewhere.limitCaller('token', caller)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
  try {
    for (let time = 0; time < 2; time++) await here.limitCaller('token', caller)
    await elsewhere.limitCaller('token', caller)
    await expect(here.limitCaller('token', caller)).rejects.toMatchObject(refused)
  } finally {
    vi.useRealTimers()
  }
})

it('counts are kept for an hour after their window, and then deleted in batches', async () => {
  const { pool } = await database()
  await pool!.query('DELETE FROM "RateLimit"')
  const minutes = (count: number) => Date.now() - count * 60_000
  const add = 'INSERT INTO "RateLimit" VALUES ($1, 1, $2)'
  for (const key of ['old 1', 'old 2', 'old 3']) await pool!.query(add, [key, minutes(61)])
  await pool!.query(add, ['exchange:young', minutes(59)])
  expect(await deleteExpiredCounts(2)).toBe(2)
  expect(await deleteExpiredCounts(2)).toBe(1)
  expect((await stored()).map(({ key }) => key)).toEqual(['exchange:young'])
})
