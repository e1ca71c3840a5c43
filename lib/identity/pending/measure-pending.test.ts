import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { ada, grace, mapped, mappedElsewhere, pass } from '@/tests/support/server/mappings'
import { enqueueDeletion, leaseOperation } from './outbox'
import { measurePending } from './measure-pending'
import { databaseStore } from '../store/database-store'

const { endMapping } = databaseStore

localCloud()
afterEach(() => void vi.useRealTimers())

const another = callerNamed('another')

it('measures nothing where nothing is pending', async () => {
  await mapped(ada)
  expect(await measurePending()).toEqual({ count: 0, oldestSeconds: 0 })
})

it('leaves what is pending at another resource to the process that serves it', async () => {
  pass(0)
  await mappedElsewhere({ retryAt: new Date(Date.now() - 3_600_000) })
  expect(await measurePending()).toEqual({ count: 0, oldestSeconds: 0 })
  await enqueueDeletion(ada, '8:acs:ada')
  pass(10_000)
  expect(await measurePending()).toEqual({ count: 1, oldestSeconds: 10 })
})

it('counts what is pending, and knows how long the oldest of it has been', async () => {
  pass(20_000)
  await enqueueDeletion(grace, '8:acs:younger')
  vi.useRealTimers()
  pass(0)
  await mapped(ada)
  await endMapping(ada)
  pass(30_000)
  await enqueueDeletion(grace, '8:acs:youngest')
  await mapped(another)
  expect(await measurePending()).toEqual({ count: 3, oldestSeconds: 30 })
})

it('knows how long what was attempted has been, at least', async () => {
  pass(0)
  const operation = await enqueueDeletion(ada, '8:acs:ada')
  pass(20_000)
  expect(await leaseOperation(operation)).toBe(true)
  pass(30_000)
  expect(await leaseOperation({ ...operation, attempts: 1 })).toBe(true)
  pass(10_000)
  await enqueueDeletion(grace, '8:acs:grace')
  // 60 s have passed; the 20 and the 30 are known as the 15 and the 15 that they were at least.
  expect(await measurePending()).toEqual({ count: 2, oldestSeconds: 40 })
})

it('a clock that is behind makes nothing wait for less than no time', async () => {
  await enqueueDeletion(ada, '8:acs:ada')
  pass(-60_000)
  expect(await measurePending()).toEqual({ count: 1, oldestSeconds: 0 })
})
