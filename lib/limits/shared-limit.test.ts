import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createDatabase, type Postgres, startPostgres } from '@/tests/support/databases/postgres'
import { localCloud } from '@/tests/support/server/local-cloud'
import type * as RateLimit from './rate-limit'

const settings: Record<string, string> = { RATE_LIMIT_TOKEN: '3' }
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
  for (let time = 0; time < 3; time++) await here.limitCaller('token', refusedBefore)
  await expect(here.limitCaller('token', refusedBefore)).rejects.toMatchObject(refused)
  await duringOutage(async () => {
    for (let time = 0; time < 3; time++) await here.limitCaller('token', caller)
    await expect(here.limitCaller('token', caller)).rejects.toMatchObject(refused)
    await expect(here.limitCaller('token', refusedBefore)).rejects.toMatchObject(refused)
  })
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
