import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed, columnsOf } from '@/tests/support/server/callers'
import { database } from '@/lib/db/database'
import { Problem } from '@/lib/errors/problem'
import { ensureMapping } from './ensure-mapping'
import { databaseStore } from './store/database-store'

const { findMapping } = databaseStore

const logged = vi.hoisted(() => ({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }))
vi.mock('@/lib/observability/log', () => ({ log: () => logged }))

const cloud = localCloud()
const ada = callerNamed('ada')
const holder = globalThis as { acsDatabase?: Promise<unknown> }
const working = () => database()

let connected: Promise<unknown> | undefined
afterEach(() => {
  if (connected) holder.acsDatabase = connected
})

/** Creates Ada's identity, with the database gone by the time ACS answers. */
async function createWhileDatabaseGoes() {
  const { identityMapping } = await working()
  connected = holder.acsDatabase
  await cloud.emulator.fault({ operation: 'acs.createIdentity', delayMs: 400 })
  const creating = ensureMapping(ada)
  const claims = () => identityMapping.findMany({ where: columnsOf(ada), select: { id: true } })
  await vi.waitFor(async () => expect(await claims()).toHaveLength(1))
  const gone = Promise.reject(new Problem('upstream_unavailable'))
  gone.catch(() => undefined)
  holder.acsDatabase = gone
  await expect(creating).rejects.toMatchObject({ code: 'upstream_unavailable' })
}

it('an identity is deleted again where the database has gone before it could be noted', async () => {
  await createWhileDatabaseGoes()
  expect((await cloud.emulator.state()).counts).toMatchObject({ 'acs.createIdentity': 1 })
  expect(await cloud.liveIdentities()).toEqual([])
})

it('so is one that was to be stored beside others', async () => {
  const { mapping } = await ensureMapping(callerNamed('grace'))
  await createWhileDatabaseGoes()
  expect(await cloud.liveIdentities()).toEqual([mapping.acsUserId])
})

it('the caller hears of the database where ACS does not delete it, and the log names the identity', async () => {
  await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 403 })
  await createWhileDatabaseGoes()
  const [acsUserId] = await cloud.liveIdentities()
  expect(logged.error).toHaveBeenCalledWith(
    { err: expect.any(Problem) as Problem, acsUserId },
    'identity orphaned: delete it by hand',
  )
})

it('a claim that was left behind is taken over when the database is back', async () => {
  await createWhileDatabaseGoes()
  holder.acsDatabase = connected!
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 })
  const { mapping, created } = await ensureMapping(ada)
  vi.useRealTimers()
  expect(created).toBe(true)
  expect(await findMapping(ada)).toMatchObject({ acsUserId: mapping.acsUserId })
})
