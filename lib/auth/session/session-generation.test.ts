import { describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { database } from '@/lib/db/database'
import { saveGrant } from './grant-store'
import { readSession } from './session'
import { beginSession, deleteUnusedGenerations, endAllSessions } from './session-generation'
import { sessionGeneration } from '@/tests/support/server/sessions'

localCloud()

const ada = { directory: 'tenant', subject: 'ada' }
const grace = { directory: 'tenant', subject: 'grace' }
const namesake = { directory: 'another tenant', subject: 'ada' }

/** The session that a cookie of this caller's carries, made in the generation `gen`. */
async function session(caller: typeof ada, gen = 0) {
  const value = await sessionCookie({ sid: crypto.randomUUID(), ...caller, gen })
  return readSession({ get: (name) => (name === 'acs-auth.session' ? { value } : undefined) })
}

async function sessionsWithGrants() {
  const { entraGrant } = await database()
  const rows = await entraGrant.findMany({ select: { sessionId: true } })
  return rows.map(({ sessionId }) => sessionId)
}

it('signing out everywhere ends the sessions that began before, and no later one', async () => {
  expect(await session(ada)).toMatchObject({ subject: 'ada' })
  await endAllSessions(ada)
  expect(await session(ada)).toBeNull()
  expect(await session(ada, await sessionGeneration(ada))).toMatchObject({ subject: 'ada' })
})

it('signing out everywhere once more ends those that began in between', async () => {
  await endAllSessions(ada)
  const between = await sessionGeneration(ada)
  await endAllSessions(ada)
  expect(await session(ada, between)).toBeNull()
  expect(await session(ada)).toBeNull()
})

it('a session of a generation that has not begun is none', async () => {
  expect(await session(ada, 1)).toBeNull()
})

it('signing out everywhere is of one person in one tenant', async () => {
  await endAllSessions(ada)
  await endAllSessions(ada)
  expect(await session(grace)).not.toBeNull()
  expect(await session(namesake)).not.toBeNull()
})

it('signing out everywhere forgets the grants of all devices, and of nobody else', async () => {
  const inAMinute = new Date(Date.now() + 60_000)
  await saveGrant('laptop', ada, 'refresh token', inAMinute)
  await saveGrant('phone', ada, 'refresh token', inAMinute)
  await saveGrant('of grace', grace, 'refresh token', inAMinute)
  await saveGrant('of the namesake', namesake, 'refresh token', inAMinute)
  await endAllSessions(ada)
  expect((await sessionsWithGrants()).sort()).toEqual(['of grace', 'of the namesake'])
})

it('each of several devices that sign out everywhere at once begins a generation', async () => {
  await Promise.all(Array.from({ length: 5 }, () => endAllSessions(ada)))
  expect(await sessionGeneration(ada)).toBe(5)
  expect(await session(ada)).toBeNull()
})

it('signing out everywhere fails where it could not be noted', async () => {
  const failure = new Error('The row could not be written.')
  const { sessionGeneration: generations } = await database()
  const create = vi.spyOn(generations, 'create').mockRejectedValueOnce(failure)
  await expect(endAllSessions(ada)).rejects.toBe(failure)
  create.mockRestore()
})

it('a session begins in the generation that its caller is at, and is noted as the latest', async () => {
  expect(await beginSession(ada)).toBe(0)
  await endAllSessions(ada)
  await endAllSessions(namesake)
  const { sessionGeneration: generations } = await database()
  await generations.updateMany({ data: { lastSessionAt: new Date(0) } })
  const startedAt = Date.now()
  expect(await beginSession(ada)).toBe(1)
  const noted = await generations.findMany({
    select: { directory: true, lastSessionAt: true },
    orderBy: { directory: 'desc' },
  })
  expect(noted.map(({ directory }) => directory)).toEqual(['tenant', 'another tenant'])
  expect(noted[0]?.lastSessionAt?.getTime()).toBeGreaterThanOrEqual(startedAt)
  expect(noted[1]?.lastSessionAt).toEqual(new Date(0))
})

it('signing out everywhere is noted, so that its generation outlives what it ended', async () => {
  const startedAt = Date.now()
  const { sessionGeneration: generations } = await database()
  for (const generation of [1, 2]) {
    await endAllSessions(ada)
    const [row] = await generations.findMany({ select: { generation: true, lastSessionAt: true } })
    expect(row?.generation).toBe(generation)
    expect(row?.lastSessionAt?.getTime()).toBeGreaterThanOrEqual(startedAt)
    await generations.updateMany({ data: { lastSessionAt: null } })
  }
})

describe('deleting unused generations', () => {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

  it('deletes as many as it may, and says how many, whoever shares a name or a tenant', async () => {
    const { sessionGeneration: generations } = await database()
    const all = [ada, grace, namesake, { ...namesake, subject: 'grace' }]
    for (const caller of all) await endAllSessions(caller)
    await generations.updateMany({ data: { lastSessionAt: minutesAgo(10) } })
    expect(await deleteUnusedGenerations(minutesAgo(5), 1)).toBe(1)
    expect(await generations.findMany({ select: { subject: true } })).toHaveLength(3)
  })

  it('counts none that is in use', async () => {
    await endAllSessions(ada)
    expect(await deleteUnusedGenerations(minutesAgo(5), 1)).toBe(0)
    expect(await sessionGeneration(ada)).toBe(1)
  })

  it('leaves that of a caller whose session has begun since it was read', async () => {
    const { sessionGeneration: generations } = await database()
    await endAllSessions(ada)
    vi.spyOn(generations, 'findMany').mockResolvedValueOnce([ada] as never)
    await deleteUnusedGenerations(minutesAgo(5), 1)
    expect(await sessionGeneration(ada)).toBe(1)
  })
})
