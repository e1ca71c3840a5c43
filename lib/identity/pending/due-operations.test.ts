import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { ada, due, grace, mapped, mappedElsewhere, pass } from '@/tests/support/server/mappings'
import { findDueOperations, enqueueDeletion, leaseOperation } from './outbox'
import { databaseStore } from '../store/database-store'

const { endMapping, invalidateTokens } = databaseStore

localCloud()
afterEach(() => vi.useRealTimers())

it.each([
  ['a deletion', async () => endMapping(ada)],
  ['a revocation', async () => invalidateTokens(ada)],
])('%s is left for 15 seconds to who began it', async (_, begin) => {
  await mapped(ada)
  await begin()
  pass(14_000)
  expect(await due()).toEqual([])
  pass(1_500)
  expect(await due()).toEqual(['8:acs:ada'])
})

it('an identity that never became a mapping is due for deletion after 15 seconds', async () => {
  const operation = await enqueueDeletion(ada, '8:acs:orphan')
  expect(operation).toMatchObject({ acsUserId: '8:acs:orphan', hasEnded: true, attempts: 0 })
  pass(14_000)
  expect(await due()).toEqual([])
  pass(1_500)
  expect(await due()).toEqual(['8:acs:orphan'])
})

it('an operation that is due is leased by one of many', async () => {
  await enqueueDeletion(ada, '8:acs:orphan')
  pass(16_000)
  const [operation] = await findDueOperations(20)
  const taken = await Promise.all([1, 2, 3, 4].map(() => leaseOperation(operation!)))
  expect(taken.filter(Boolean)).toHaveLength(1)
  expect(await leaseOperation(operation!)).toBe(false)
  expect(await due()).toEqual([])
})

it('an operation that is not due yet is not leased', async () => {
  expect(await leaseOperation(await enqueueDeletion(ada, '8:acs:orphan'))).toBe(false)
})

it('leasing one operation leaves the others', async () => {
  await enqueueDeletion(ada, '8:acs:one')
  await enqueueDeletion(grace, '8:acs:other')
  pass(16_000)
  const operations = await findDueOperations(20)
  await leaseOperation(operations.find(({ acsUserId }) => acsUserId === '8:acs:one')!)
  expect(await due()).toEqual(['8:acs:other'])
})

it('the pause before the next attempt doubles, up to an hour', async () => {
  await enqueueDeletion(ada, '8:acs:orphan')
  pass(16_000)
  for (const seconds of [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
    const [operation] = await findDueOperations(20)
    expect(await leaseOperation(operation!)).toBe(true)
    pass((seconds - 1) * 1000)
    expect(await due()).toEqual([])
    pass(2_000)
    expect(await due()).toEqual(['8:acs:orphan'])
  }
})

it('a new revocation is attempted as often as the first', async () => {
  await mapped(ada)
  await invalidateTokens(ada)
  pass(16_000)
  const [operation] = await findDueOperations(20)
  await leaseOperation(operation!)
  expect(await invalidateTokens(ada)).toMatchObject({ attempts: 0 })
})

it('the oldest operations come first, as many as are asked for', async () => {
  await enqueueDeletion(ada, '8:acs:first')
  pass(1_000)
  await enqueueDeletion(ada, '8:acs:second')
  pass(1_000)
  await enqueueDeletion(grace, '8:acs:third')
  pass(16_000)
  expect(await due()).toEqual(['8:acs:first', '8:acs:second', '8:acs:third'])
  expect((await findDueOperations(2)).map(({ acsUserId }) => acsUserId)).toEqual([
    '8:acs:first',
    '8:acs:second',
  ])
})

it('an operation of another resource is left to the process that serves it', async () => {
  const retryAt = new Date(Date.now() - 60_000)
  await mappedElsewhere({ tombstone: crypto.randomUUID(), retryAt })
  expect(await due()).toEqual([])
})
