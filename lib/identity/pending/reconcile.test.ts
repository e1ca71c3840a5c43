import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { pass } from '@/tests/support/server/mappings'
import { database } from '@/lib/db/database'
import { Problem } from '@/lib/errors/problem'
import { deleteIdentity } from '../delete-identity'
import { ensureMapping } from '../ensure-mapping'
import { keepDoing } from '@/lib/runtime/keep-doing'
import { reconcile } from './reconcile'
import { findDueOperations } from './outbox'
import { databaseStore } from '../store/database-store'

const { endMapping } = databaseStore

const logged = vi.hoisted(() => ({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }))
vi.mock('@/lib/observability/log', () => ({ log: () => logged }))

const cloud = localCloud()
const ada = callerNamed('ada')
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.clearAllMocks()
})

async function rows() {
  const { identityMapping } = await database()
  return identityMapping.findMany({ select: { attempts: true } })
}

it('what ACS cannot do now is tried again later, less and less often', async () => {
  await ensureMapping(ada)
  await endMapping(ada)
  await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 403, times: 2 })
  pass(16_000)
  await reconcile()
  expect(await rows()).toEqual([{ attempts: 1 }])
  pass(16_000)
  await reconcile()
  expect(await rows()).toEqual([{ attempts: 2 }])
  pass(16_000)
  await reconcile()
  expect(await rows()).toEqual([{ attempts: 2 }])
  pass(16_000)
  await reconcile()
  expect(await rows()).toEqual([])
  expect(await cloud.liveIdentities()).toEqual([])
})

it('what ACS cannot do now is in the log', async () => {
  await ensureMapping(ada)
  await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 403 })
  await deleteIdentity(ada)
  expect(logged.warn).toHaveBeenCalledWith(
    { err: expect.any(Problem) as Problem },
    'pending ACS operation failed, will retry',
  )
})

it('two reconcilers at once ask ACS once', async () => {
  await ensureMapping(ada)
  await endMapping(ada)
  pass(16_000)
  await Promise.all([reconcile(), reconcile(), reconcile()])
  expect(await cloud.emulator.requests('acs.deleteIdentity')).toHaveLength(1)
})

it('one that fails does not keep the others from being done', async () => {
  await ensureMapping(ada)
  await endMapping(ada)
  await ensureMapping({ ...ada, subject: 'grace' })
  await endMapping({ ...ada, subject: 'grace' })
  await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 403 })
  pass(16_000)
  expect(await findDueOperations(20)).toHaveLength(2)
  await reconcile()
  expect(await cloud.liveIdentities()).toHaveLength(1)
})

it('the reconciler does what is due by itself', async () => {
  await ensureMapping(ada)
  await endMapping(ada)
  pass(16_000)
  keepDoing(reconcile, 'reconciliation failed', 1)
  await vi.waitFor(async () => expect(await rows()).toEqual([]), { timeout: 5_000 })
  expect(await cloud.liveIdentities()).toEqual([])
})
