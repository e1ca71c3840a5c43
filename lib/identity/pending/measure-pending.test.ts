import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { createIdentity } from '../create-identity'
import { endMapping, takeOnDebt } from './pending-store'
import { measurePending } from './measure-pending'

localCloud()
afterEach(() => void vi.useRealTimers())

const caller = { directory: 'tenant', subject: 'user' }

function pass(seconds: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
}

it('measures nothing where nothing is pending', async () => {
  await createIdentity(caller)
  expect(await measurePending()).toEqual({ count: 0, oldestSeconds: 0 })
})

it('counts what is pending, and knows how long the oldest has been, attempts or not', async () => {
  for (const subject of ['one', 'two', 'three']) {
    const other = { ...caller, subject }
    await createIdentity(other)
    await endMapping(other)
  }
  const { count, oldestSeconds } = await measurePending()
  expect(count).toBe(3)
  expect(oldestSeconds).toBeLessThan(5)

  await createIdentity(caller)
  const debt = await endMapping(caller)
  pass(20)
  expect(await takeOnDebt(debt!)).toBe(true)
  pass(30)
  expect(await takeOnDebt({ ...debt!, attempts: 1 })).toBe(true)
  pass(10)
  const later = await measurePending()
  expect(later.count).toBe(4)
  // 60 s have passed; the 20 and the 30 are known as the 15 and the 15 that they were at least.
  expect(later.oldestSeconds).toBeGreaterThanOrEqual(40)
  expect(later.oldestSeconds).toBeLessThan(70)
})
