import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { pass } from '@/tests/support/server/mappings'
import { database } from '@/lib/db/database'
import { databaseStore } from './database-store'

const {
  claimMapping,
  completeClaim,
  deleteAbandonedClaims,
  findMapping,
  releaseClaim,
  setUnusable,
} = databaseStore

localCloud()
afterEach(() => vi.useRealTimers())

const ada = callerNamed('ada')
const grace = callerNamed('grace')
const inAWhile = () => new Date(Date.now() + 15_000)

async function claim(caller: typeof ada) {
  const made = await claimMapping(caller, inAWhile())
  if (!made) throw new Error('Somebody else holds the claim.')
  return made
}

async function mapped(caller: typeof ada, acsUserId: string) {
  const mapping = await completeClaim(caller, await claim(caller), acsUserId)
  if (!mapping) throw new Error('The claim was lost.')
  return mapping
}

it('a mapping is of one person in one tenant', async () => {
  await mapped(ada, '8:acs:ada')
  expect(await findMapping(grace)).toBeNull()
  expect(await findMapping({ ...ada, directory: 'another tenant' })).toBeNull()
  expect(await findMapping(ada)).toMatchObject({
    acsUserId: '8:acs:ada',
    tokenGeneration: 0,
    isRevoking: false,
    isUnusable: false,
  })
})

it('a claim is of one person: others create meanwhile', async () => {
  await claim(ada)
  expect(await claimMapping(grace, inAWhile())).not.toBeNull()
})

it('a claim is released by who holds it alone', async () => {
  const { id } = await claim(ada)
  await releaseClaim(ada, { id, token: crypto.randomUUID() })
  expect(await claimMapping(ada, inAWhile())).toBeNull()
})

it('a claim that was taken over is not released by who had it before', async () => {
  const lost = await claim(ada)
  pass(16_000)
  await claim(ada)
  await releaseClaim(ada, lost)
  expect(await claimMapping(ada, inAWhile())).toBeNull()
})

it('releasing a claim leaves those of others', async () => {
  await claim(ada)
  await releaseClaim(grace, await claim(grace))
  expect(await claimMapping(ada, inAWhile())).toBeNull()
  expect(await claimMapping(grace, inAWhile())).not.toBeNull()
})

it('releasing a claim that has become a mapping leaves the mapping', async () => {
  const held = await claim(ada)
  await completeClaim(ada, held, '8:acs:ada')
  await releaseClaim(ada, held)
  expect(await findMapping(ada)).toMatchObject({ acsUserId: '8:acs:ada' })
})

it('a claim that was taken over is completed by who took it, and no other one is', async () => {
  const lost = await claim(ada)
  pass(16_000)
  await claim(grace)
  const taken = await claim(ada)
  expect(await completeClaim(ada, lost, '8:acs:late')).toBeNull()
  expect(await completeClaim(ada, taken, '8:acs:ada')).toMatchObject({ acsUserId: '8:acs:ada' })
  expect(await findMapping(ada)).toMatchObject({ acsUserId: '8:acs:ada' })
  expect(await findMapping(grace)).toBeNull()
})

it('a claim is completed by who holds it alone', async () => {
  const { id } = await claim(ada)
  expect(await completeClaim(ada, { id, token: crypto.randomUUID() }, '8:acs:forged')).toBeNull()
})

it('a mapping is never taken over, however old', async () => {
  await mapped(ada, '8:acs:ada')
  pass(365 * 24 * 3_600_000)
  expect(await claimMapping(ada, inAWhile())).toBeNull()
})

it('claims that nobody came back to are deleted a minute after their lease, as many as are asked for', async () => {
  await mapped(ada, '8:acs:ada')
  await claim(grace)
  await claim(callerNamed('margaret'))
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

it('one identity is noted as unusable, and as usable again', async () => {
  const mapping = await mapped(ada, '8:acs:ada')
  await mapped(grace, '8:acs:grace')
  await setUnusable(ada, mapping, true)
  expect(await findMapping(ada)).toMatchObject({ isUnusable: true })
  expect(await findMapping(grace)).toMatchObject({ isUnusable: false })
  await setUnusable(ada, mapping, false)
  expect(await findMapping(ada)).toMatchObject({ isUnusable: false })
})
