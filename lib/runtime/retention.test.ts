import { expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed, columnsOf } from '@/tests/support/server/callers'
import { beginSession, endAllSessions } from '@/lib/auth/session/session-generation'
import { sessionGeneration } from '@/tests/support/server/sessions'
import { database } from '@/lib/db/database'
import { log } from '@/lib/observability/log'
import { deleteExpiredRows, startRetention } from './retention'
import { databaseStore } from '@/lib/identity/store/database-store'

const { countIdentities } = databaseStore

localCloud()
const caller = callerNamed('user')
const HOUR_MS = 60 * 60_000
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS)

async function addGrant(sessionId: string, expiresAt: Date) {
  const { entraGrant } = await database()
  await entraGrant.create({
    data: { ...columnsOf(caller), sessionId, refreshToken: 'encrypted', expiresAt },
  })
}

async function addRow(subject: string, data: Record<string, unknown>) {
  const { identityMapping } = await database()
  const acsResource = 'the resource'
  await identityMapping.create({ data: { directory: 'tenant', subject, acsResource, ...data } })
}

async function addGeneration(subject: string, lastSessionAt: Date | null) {
  const { sessionGeneration: generations } = await database()
  await generations.create({
    data: { ...columnsOf(caller), subject, generation: 3, lastSessionAt },
  })
}

async function subjects(model: 'identityMapping' | 'sessionGeneration') {
  const rows = await (
    (
      await database()
    )[model] as { findMany(a: object): Promise<unknown[]> }
  ).findMany({ select: { subject: true } })
  return (rows as { subject: string }[]).map(({ subject }) => subject).sort()
}

it('deletes what has expired, however much it is, and nothing else', async () => {
  for (let count = 0; count < 250; count++) {
    await addGrant(`expired ${count}`, hoursAgo(1))
    await addGeneration(`unused ${count}`, hoursAgo(25))
  }
  await addGrant('living', hoursAgo(-1))
  await addGeneration('in use', hoursAgo(23))
  await addRow('abandoned claim', { claimToken: 'a', claimedUntil: hoursAgo(1) })
  await addRow('living claim', { claimToken: 'b', claimedUntil: hoursAgo(-1) })
  await addRow('mapping', { acsUserId: '8:acs:one', createdAt: hoursAgo(10_000) })
  await addRow('unusable', { acsUserId: '8:acs:two', unusableSince: hoursAgo(10_000) })
  await addRow('tombstone', {
    acsUserId: '8:acs:three',
    tombstone: 'ended',
    retryAt: hoursAgo(10_000),
  })
  await deleteExpiredRows()
  const { entraGrant } = await database()
  expect(await entraGrant.findMany({ select: { sessionId: true } })).toEqual([
    { sessionId: 'living' },
  ])
  expect(await subjects('sessionGeneration')).toEqual(['in use'])
  expect(await subjects('identityMapping')).toEqual([
    'living claim',
    'mapping',
    'tombstone',
    'unusable',
  ])
  expect(await countIdentities()).toEqual({
    mappings: 2,
    tombstones: 1,
    unusable: 1,
    ofOtherResources: 4,
  })
})

it('keeps the generation of a caller who has signed in, or out everywhere, within a day', async () => {
  await addGeneration('user', hoursAgo(25))
  expect(await beginSession(caller)).toBe(3)
  await deleteExpiredRows()
  expect(await sessionGeneration(caller)).toBe(3)

  const { sessionGeneration: generations } = await database()
  await generations.updateMany({ where: columnsOf(caller), data: { lastSessionAt: hoursAgo(25) } })
  await endAllSessions(caller)
  await deleteExpiredRows()
  expect(await sessionGeneration(caller)).toBe(4)
})

it('begins to count the day when it first meets a row of an earlier release', async () => {
  await addGeneration('user', null)
  await deleteExpiredRows()
  expect(await sessionGeneration(caller)).toBe(3)
  const { sessionGeneration: generations } = await database()
  const [row] = await generations.findMany({ select: { lastSessionAt: true } })
  expect(row?.lastSessionAt?.getTime()).toBeGreaterThan(hoursAgo(1).getTime())
})

it('gives a session that begins meanwhile the generation that remains', async () => {
  for (let round = 0; round < 20; round++) {
    await addGeneration('user', hoursAgo(25))
    const [generation] = await Promise.all([beginSession(caller), deleteExpiredRows()])
    expect(await sessionGeneration(caller)).toBe(generation)
    const { sessionGeneration: generations } = await database()
    await generations.deleteMany({ where: columnsOf(caller) })
  }
})

it('keeps a generation of which a session begins just before it would be deleted', async () => {
  await addGeneration('user', hoursAgo(25))
  const { sessionGeneration: generations } = await database()
  const { findMany } = generations
  const finding = vi.spyOn(generations, 'findMany').mockImplementationOnce((async (
    args: object,
  ) => {
    const found = await findMany(args)
    await beginSession(caller)
    return found
  }) as never)
  await deleteExpiredRows()
  finding.mockRestore()
  expect(await sessionGeneration(caller)).toBe(3)
})

it('logs soon after start how many identities there are, and then deletes what has expired', async () => {
  await addGrant('expired', hoursAgo(1))
  await addRow('mapping', { acsUserId: '8:acs:one' })
  await addRow('tombstone', { acsUserId: '8:acs:two', tombstone: 'ended', retryAt: hoursAgo(1) })
  const info = vi.spyOn(log(), 'info')
  startRetention()
  const counts = { mappings: 1, tombstones: 1, unusable: 0, ofOtherResources: 2 }
  const { entraGrant } = await database()
  await vi.waitFor(
    async () => {
      expect(info).toHaveBeenCalledWith(counts, 'identities stored')
      expect(await entraGrant.findMany({})).toEqual([])
    },
    { timeout: 10_000 },
  )
  info.mockRestore()
})
