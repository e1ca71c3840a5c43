import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { mappedElsewhere } from '@/tests/support/server/mappings'
import { ensureMapping } from '../ensure-mapping'
import { leaseOperation } from './outbox'
import { measurePending } from './measure-pending'
import { databaseStore } from '../store/database-store'

const { endMapping } = databaseStore

localCloud()
afterEach(() => void vi.useRealTimers())

const caller = callerNamed('user')

function pass(seconds: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
}

it('measures nothing where nothing is pending', async () => {
  await ensureMapping(caller)
  expect(await measurePending()).toEqual({ count: 0, oldestSeconds: 0 })
})

it('leaves what is pending at another resource to the process that serves it', async () => {
  await mappedElsewhere({ retryAt: new Date(Date.now() - 3_600_000) })
  expect(await measurePending()).toEqual({ count: 0, oldestSeconds: 0 })
  await ensureMapping(caller)
  await endMapping(caller)
  const { count, oldestSeconds } = await measurePending()
  expect(count).toBe(1)
  expect(oldestSeconds).toBeLessThan(60)
})

it('counts what is pending, and knows how long the oldest has been, attempts or not', async () => {
  for (const subject of ['one', 'two', 'three']) {
    const other = { ...caller, subject }
    await ensureMapping(other)
    await endMapping(other)
  }
  const { count, oldestSeconds } = await measurePending()
  expect(count).toBe(3)
  expect(oldestSeconds).toBeLessThan(5)

  await ensureMapping(caller)
  const operation = await endMapping(caller)
  pass(20)
  expect(await leaseOperation(operation!)).toBe(true)
  pass(30)
  expect(await leaseOperation({ ...operation!, attempts: 1 })).toBe(true)
  pass(10)
  const later = await measurePending()
  expect(later.count).toBe(4)
  // 60 s have passed; the 20 and the 30 are known as the 15 and the 15 that they were at least.
  expect(later.oldestSeconds).toBeGreaterThanOrEqual(40)
  expect(later.oldestSeconds).toBeLessThan(70)
})
