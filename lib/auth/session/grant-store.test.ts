import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { database } from '@/lib/db/database'
import { deleteExpiredGrants, deleteGrant, findGrant, renewGrant, saveGrant } from './grant-store'

localCloud()
afterEach(() => vi.useRealTimers())

const ada = { directory: 'tenant', subject: 'ada' }
const inAMinute = () => new Date(Date.now() + 60_000)
const aMinuteAgo = () => new Date(Date.now() - 60_000)

async function rows() {
  const { entraGrant } = await database()
  return entraGrant.findMany({
    select: { sessionId: true, directory: true, subject: true, refreshToken: true },
  })
}

it('a grant is found by its session alone, and is not kept in the clear', async () => {
  await saveGrant('one', ada, 'token of one', inAMinute())
  await saveGrant('two', ada, 'token of two', inAMinute())
  expect(await findGrant('one')).toBe('token of one')
  expect(await findGrant('two')).toBe('token of two')
  expect(await findGrant('three')).toBeNull()
  expect(await rows()).toMatchObject([ada, ada])
  expect(JSON.stringify(await rows())).not.toContain('token of')
})

it('an expired grant is none, even before it is deleted', async () => {
  await saveGrant('ended', ada, 'refresh token', aMinuteAgo())
  expect(await findGrant('ended')).toBeNull()
  expect(await rows()).toHaveLength(1)
})

it('a grant ends at the moment that it was kept until', async () => {
  const end = inAMinute()
  await saveGrant('ending', ada, 'refresh token', end)
  vi.useFakeTimers({ toFake: ['Date'], now: end.getTime() - 1 })
  expect(await findGrant('ending')).toBe('refresh token')
  vi.setSystemTime(end)
  expect(await findGrant('ending')).toBeNull()
})

it('a rotated grant takes the place of the one before, in its session alone', async () => {
  await saveGrant('one', ada, 'first', inAMinute())
  await saveGrant('two', ada, 'of another session', inAMinute())
  await renewGrant('one', { refreshToken: 'second' })
  expect(await findGrant('one')).toBe('second')
  expect(await findGrant('two')).toBe('of another session')
})

it('a rotated grant lives no longer than the one before', async () => {
  await saveGrant('ended', ada, 'first', aMinuteAgo())
  await renewGrant('ended', { refreshToken: 'second' })
  expect(await findGrant('ended')).toBeNull()
})

it('a grant that was deleted meanwhile is not brought back by its rotation', async () => {
  await saveGrant('one', ada, 'first', inAMinute())
  await deleteGrant('one')
  await renewGrant('one', { refreshToken: 'second' })
  expect(await rows()).toEqual([])
})

it('deleting a grant leaves those of other sessions', async () => {
  await saveGrant('one', ada, 'of one', inAMinute())
  await saveGrant('two', ada, 'of two', inAMinute())
  await deleteGrant('one')
  await deleteGrant('none')
  expect(await rows()).toMatchObject([{ sessionId: 'two' }])
})

it('deleting expired grants leaves those that live', async () => {
  await saveGrant('ended', ada, 'of the past', aMinuteAgo())
  await saveGrant('living', ada, 'of today', inAMinute())
  expect(await deleteExpiredGrants(10)).toBe(1)
  expect(await rows()).toMatchObject([{ sessionId: 'living' }])
})
