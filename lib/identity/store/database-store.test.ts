import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { ada, grace, mapped, pass } from '@/tests/support/server/mappings'
import { database } from '@/lib/db/database'
import { databaseStore } from './database-store'

const { claimMapping, deleteAbandonedClaims, findMapping } = databaseStore

localCloud()
afterEach(() => vi.useRealTimers())

const inAWhile = () => new Date(Date.now() + 15_000)

it('a mapping is of one tenant', async () => {
  await mapped(ada)
  expect(await findMapping({ ...ada, directory: 'another tenant' })).toBeNull()
})

it('claims that nobody came back to are deleted a minute after their lease, as many as are asked for', async () => {
  await mapped(ada)
  for (const caller of [grace, callerNamed('margaret')]) {
    expect(await claimMapping(caller, inAWhile())).not.toBeNull()
  }
  pass(15_000 + 59_000)
  expect(await deleteAbandonedClaims(10)).toBe(0)
  pass(2_000)
  expect(await deleteAbandonedClaims(1)).toBe(1)
  expect(await deleteAbandonedClaims(10)).toBe(1)
  expect(await findMapping(ada)).toMatchObject({ acsUserId: '8:acs:ada' })
})

it('an error of the database is not taken for somebody else’s claim', async () => {
  const { identityMapping } = await database()
  const refused = new Error('no such column')
  vi.spyOn(identityMapping, 'create').mockRejectedValueOnce(refused)
  await expect(claimMapping(ada, inAWhile())).rejects.toBe(refused)
})
