import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EXTENSION, extensionOf, strangeIdentity } from '@/tests/support/server/graph-extensions'
import { localCloud } from '@/tests/support/server/local-cloud'
import { pass, tables } from '@/tests/support/server/mappings'
import { settings, signInAt } from '@/tests/support/server/stores'
import type { Caller } from '@/lib/auth/caller'
import { ensureIdentity } from '../../ensure-identity'
import { findIdentity } from '../../mapping'
import { reconcile } from '../../pending/reconcile'
import { peeked } from './peek'

const records = vi.hoisted(() => [] as unknown[])
vi.mock('@/lib/observability/audit', async (original) => ({
  ...(await original<object>()),
  audit: (...record: unknown[]) => void records.push(record),
}))

const MINUTE_MS = 60_000
const cloud = localCloud(settings)
const extension = extensionOf(cloud, 'ada')
let ada: Caller
let acsUserId: string

beforeEach(async () => {
  peeked.clear()
  ada = await signInAt('ada', cloud)
  acsUserId = (await ensureIdentity(ada)).mapping.acsUserId
  records.length = 0
})
afterEach(() => vi.useRealTimers())

const current = async () => (await tables()).findMany({ where: { tombstone: '' } })
const asked = async () => (await cloud.emulator.requests('graph.extensions')).length

/** Two looks at Graph, more than the lag of its replicas apart. */
async function lookTwice() {
  pass(6 * MINUTE_MS)
  await findIdentity(ada)
  pass(61_000)
  return findIdentity(ada)
}

it('Graph is asked about a mapping every five minutes at the most, by many at once once', async () => {
  const before = await asked()
  for (let count = 0; count < 5; count++) expect(await findIdentity(ada)).toBe(acsUserId)
  expect(await asked()).toBe(before)
  pass(5 * MINUTE_MS + 1)
  await Promise.all(Array.from({ length: 10 }, () => findIdentity(ada)))
  expect(await asked()).toBe(before + 1)
})

describe('where Graph and the database differ', () => {
  it('Graph’s identity takes the place of the database’s, whose is deleted', async () => {
    const other = await strangeIdentity(cloud)
    await extension.write({ acsUserIdentity: other })
    expect(await lookTwice()).toBe(other)
    expect(records).toEqual([
      ['identity_replaced', { acsUserId: other, replaced: acsUserId }],
      ['identity_adopted', { acsUserId: other }],
    ])
    pass(16_000)
    await reconcile()
    expect(await cloud.liveIdentities()).toEqual([other])
    expect(await (await tables()).findMany({})).toMatchObject([{ acsUserId: other }])
  })

  it('a mapping that was taken away in Graph has ended', async () => {
    await extension.remove()
    expect(await lookTwice()).toBeNull()
    expect(records).toEqual([['identity_deleted', { acsUserId }]])
    pass(16_000)
    await reconcile()
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await (await tables()).findMany({})).toEqual([])
  })

  it('nothing is corrected on one look: a replica of Graph may lag', async () => {
    await extension.remove()
    pass(6 * MINUTE_MS)
    expect(await findIdentity(ada)).toBe(acsUserId)
    expect(await findIdentity(ada)).toBe(acsUserId)
    await extension.write({ acsUserIdentity: acsUserId })
    pass(61_000)
    expect(await findIdentity(ada)).toBe(acsUserId)
    await extension.remove()
    pass(6 * MINUTE_MS)
    expect(await findIdentity(ada)).toBe(acsUserId)
  })

  it('under another name of the extension nothing has been ended', async () => {
    await extension.remove()
    await (await tables()).updateMany({ data: { graphExtension: 'com.contoso.other' } })
    expect(await lookTwice()).toBe(acsUserId)
    expect(await extension.read()).toMatchObject({ acsUserIdentity: acsUserId })
    expect(await current()).toMatchObject([{ graphExtension: EXTENSION }])
  })

  it('a mapping that could not be written to Graph is not taken for one that was ended there', async () => {
    await extension.remove()
    await (await tables()).updateMany({ data: { graphExtension: null } })
    pass(6 * MINUTE_MS)
    const operation = 'graph.extensions'
    await cloud.emulator.fault({ operation, delayMs: 1 })
    await cloud.emulator.fault({ operation, status: 500, times: 3 })
    expect(await findIdentity(ada)).toBe(acsUserId)
    expect(await extension.read()).toBeNull()
    expect(await lookTwice()).toBe(acsUserId)
    expect(await extension.read()).toMatchObject({ acsUserIdentity: acsUserId })
  })

  it.each([
    ['malformed', () => 'nonsense'],
    [
      'somebody else’s',
      async () => {
        const grace = await signInAt('grace', cloud)
        return (await ensureIdentity(grace)).mapping.acsUserId
      },
    ],
  ])('what is %s in Graph is put right there', async (_, value) => {
    await extension.write({ theme: 'dark', acsUserIdentity: await value() })
    expect(await lookTwice()).toBe(acsUserId)
    expect(await extension.read()).toMatchObject({ theme: 'dark', acsUserIdentity: acsUserId })
    expect(await cloud.liveIdentities()).toContain(acsUserId)
  })

  it('an identity of another ACS resource is refused, and nothing is changed', async () => {
    await extension.write({ acsUserIdentity: await strangeIdentity(cloud, 1) })
    pass(6 * MINUTE_MS)
    await expect(findIdentity(ada)).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(await current()).toMatchObject([{ acsUserId }])
  })
})

describe('while Graph cannot be asked', () => {
  it.each([
    ['it fails', { status: 500 }],
    ['it throttles', { status: 429, retryAfter: 60 }],
    ['the connection breaks', { drop: 'before' as const }],
  ])('as %s, the database’s word stands', async (_, fault) => {
    pass(6 * MINUTE_MS)
    await cloud.emulator.fault({ operation: 'graph.extensions', ...fault, times: 3 })
    expect(await findIdentity(ada)).toBe(acsUserId)
  })

  it('it is asked again after half a minute', async () => {
    await extension.remove()
    pass(6 * MINUTE_MS)
    await cloud.emulator.fault({ operation: 'graph.extensions', status: 500, times: 3 })
    await findIdentity(ada)
    const before = await asked()
    await findIdentity(ada)
    expect(await asked()).toBe(before)
    pass(31_000)
    await findIdentity(ada)
    expect(await asked()).toBe(before + 1)
  })
})
