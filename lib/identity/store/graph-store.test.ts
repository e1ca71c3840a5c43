import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EXTENSION, extensionOf, strangeIdentity } from '@/tests/support/server/graph-extensions'
import { localCloud } from '@/tests/support/server/local-cloud'
import { pass, tables } from '@/tests/support/server/mappings'
import { settings, signInAt } from '@/tests/support/server/stores'
import { absentCaller, type Caller } from '@/lib/auth/caller'
import { deleteIdentity } from '../delete-identity'
import { ensureIdentity } from '../ensure-identity'
import { findIdentity } from '../mapping'
import { reconcile } from '../pending/reconcile'
import { revokeTokens } from '../revoke-tokens'
import { peeked } from './graph/peek'
import { graphStore } from './graph-store'

const records = vi.hoisted(() => [] as unknown[])
vi.mock('@/lib/observability/audit', async (original) => ({
  ...(await original<object>()),
  audit: (...record: unknown[]) => void records.push(record),
}))

const cloud = localCloud(settings)
const extension = extensionOf(cloud, 'ada')
const graces = extensionOf(cloud, 'grace')
let ada: Caller
let grace: Caller

beforeEach(async () => {
  ada = await signInAt('ada', cloud)
  grace = await signInAt('grace', cloud)
  records.length = 0
  peeked.clear()
})
afterEach(() => vi.useRealTimers())

const rows = async () => (await tables()).findMany({})
const created = async (caller: Caller) => (await ensureIdentity(caller)).mapping.acsUserId

describe('an identity that is created', () => {
  it('is in the extension of its person, and indexed in the database', async () => {
    const acsUserId = await created(ada)
    expect(await extension.read()).toMatchObject({ acsUserIdentity: acsUserId })
    expect(await rows()).toMatchObject([{ acsUserId, graphExtension: EXTENSION }])
    expect(await graces.read()).toBeNull()
  })

  it('leaves what else the extension has', async () => {
    await extension.write({ theme: 'dark' })
    const acsUserId = await created(ada)
    expect(await extension.read()).toMatchObject({ theme: 'dark', acsUserIdentity: acsUserId })
    // By name: Microsoft's pages disagree on what becomes of properties that a change doesn't name.
    const requests = await cloud.emulator.requests('graph.extensions')
    const bodies = requests.map(({ body }) => body)
    expect(bodies).toContainEqual(
      expect.objectContaining({ theme: 'dark', acsUserIdentity: acsUserId }),
    )
  })

  it('is not stored where the app has two other extensions on the person, and is deleted again', async () => {
    for (const name of ['one', 'two']) await extension.write({ theme: 'dark' }, name)
    await expect(created(ada)).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await findIdentity(ada)).toBeNull()
  })
})

describe('a mapping that only Graph has', () => {
  it('is read, and indexed, without another identity being created', async () => {
    const acsUserId = await strangeIdentity(cloud)
    await extension.write({ acsUserIdentity: acsUserId })
    expect(await findIdentity(ada)).toBe(acsUserId)
    expect(await created(ada)).toBe(acsUserId)
    expect(await cloud.liveIdentities()).toEqual([acsUserId])
    expect(await rows()).toMatchObject([{ acsUserId, graphExtension: EXTENSION }])
    expect(records).toEqual([['identity_adopted', { acsUserId }]])
  })

  it('is read by many at once, and indexed once', async () => {
    const acsUserId = await strangeIdentity(cloud)
    await extension.write({ acsUserIdentity: acsUserId })
    const found = await Promise.all(Array.from({ length: 20 }, () => graphStore.findMapping(ada)))
    expect(new Set(found.map((mapping) => mapping?.acsUserId))).toEqual(new Set([acsUserId]))
    expect(await rows()).toHaveLength(1)
  })

  it('is found by a creation whose creator died with the claim', async () => {
    await graphStore.claimMapping(ada, new Date(Date.now() + 15_000))
    const acsUserId = await strangeIdentity(cloud)
    await extension.write({ acsUserIdentity: acsUserId })
    pass(16_000)
    expect(await created(ada)).toBe(acsUserId)
  })

  it('can be deleted, and its tokens can be revoked', async () => {
    const [first, second] = [await strangeIdentity(cloud), await strangeIdentity(cloud)]
    await extension.write({ acsUserIdentity: first })
    await graces.write({ acsUserIdentity: second })
    await deleteIdentity(ada)
    expect(await cloud.liveIdentities()).toEqual([second])
    expect(await extension.read()).toBeNull()
    expect(await revokeTokens(grace)).toEqual({ pending: false })
    expect((await cloud.emulator.state()).counts).toMatchObject({ 'acs.revokeTokens': 1 })
  })

  it('of another ACS resource is not taken, and no identity is created beside it', async () => {
    const foreign = await strangeIdentity(cloud, 1)
    await extension.write({ acsUserIdentity: foreign })
    const refused = { code: 'upstream_failed', cause: { name: 'OtherResource' } }
    await expect(findIdentity(ada)).rejects.toMatchObject(refused)
    await expect(created(ada)).rejects.toMatchObject(refused)
    expect(await cloud.liveIdentities()).toEqual([foreign])
    expect(await rows()).toEqual([])
  })

  it.each([[12], [''], ['ada'], ['8:orgid:ada'], ['8:acs:ada\n'], [{ id: '8:acs:ada' }]])(
    'of the form %j is none: a creation replaces it',
    async (acsUserIdentity) => {
      await extension.write({ acsUserIdentity })
      expect(await findIdentity(ada)).toBeNull()
      const acsUserId = await created(ada)
      expect(await extension.read()).toMatchObject({ acsUserIdentity: acsUserId })
    },
  )

  it('is not taken where it is somebody else’s identity', async () => {
    const acsUserId = await created(grace)
    await extension.write({ acsUserIdentity: acsUserId })
    expect(await findIdentity(ada)).toBeNull()
    expect(await revokeTokens(ada)).toEqual({ pending: false })
    expect(await created(ada)).not.toBe(acsUserId)
    expect(await findIdentity(grace)).toBe(acsUserId)
  })
})

describe('a mapping that only the database has', () => {
  it('is written to Graph when its person is next here', async () => {
    const acsUserId = await created(ada)
    await (await tables()).updateMany({ data: { graphExtension: null } })
    await extension.remove()
    pass(6 * 60_000)
    expect(await findIdentity(ada)).toBe(acsUserId)
    expect(await extension.read()).toMatchObject({ acsUserIdentity: acsUserId })
    expect(await rows()).toMatchObject([{ acsUserId, graphExtension: EXTENSION }])
  })
})

describe('a deletion', () => {
  it('takes the extension away before the identity', async () => {
    await created(ada)
    await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 403 })
    await deleteIdentity(ada)
    expect(await extension.read()).toBeNull()
    expect(await cloud.liveIdentities()).toHaveLength(1)
    pass(16_000)
    await reconcile()
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await rows()).toEqual([])
  })

  it('is final: what a lagging replica of Graph still has does not come back', async () => {
    const acsUserId = await created(ada)
    await deleteIdentity(ada)
    await extension.write({ acsUserIdentity: acsUserId })
    expect(await findIdentity(ada)).toBeNull()
    expect(await created(ada)).not.toBe(acsUserId)
  })

  it('that Graph does not take part in says so, and is final all the same', async () => {
    const acsUserId = await created(ada)
    await cloud.emulator.fault({ operation: 'graph.extensions', status: 500, times: 3 })
    await expect(deleteIdentity(ada)).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(records.at(-1)).toEqual(['identity_deleted', { acsUserId }])
    expect(await findIdentity(ada)).toBeNull()
    pass(16_000)
    await reconcile()
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await rows()).toMatchObject([{ acsUserId, retryAt: null }])
    expect(await graphStore.countIdentities()).toMatchObject({ mappings: 0, tombstones: 0 })
    // Asked once more, it finishes.
    await deleteIdentity(ada)
    expect(await extension.read()).toBeNull()
    expect(await rows()).toEqual([])
  })

  it('of an identity that another instance was ahead of keeps it from coming back, too', async () => {
    const lost = (await graphStore.claimMapping(ada, new Date(Date.now() + 15_000)))!
    pass(16_000)
    const taken = (await graphStore.claimMapping(ada, new Date(Date.now() + 15_000)))!
    await graphStore.completeClaim(ada, taken, '8:acs:ada')
    expect(await graphStore.completeClaim(ada, lost, '8:acs:late')).toBeNull()
    expect(await extension.read()).toMatchObject({ acsUserIdentity: '8:acs:ada' })
    await graphStore.discardIdentity(ada, lost, '8:acs:late')
    expect(await rows()).toContainEqual(
      expect.objectContaining({ acsUserId: '8:acs:late', graphExtension: EXTENSION }),
    )
    expect(await findIdentity(ada)).toBe('8:acs:ada')
  })

  it('without the person leaves the extension, and a tombstone that keeps it from coming back', async () => {
    const acsUserId = await created(ada)
    const ended = await graphStore.endMapping(absentCaller(ada))
    expect(ended).toMatchObject({ acsUserId, hasEnded: true })
    pass(11 * 60_000)
    await reconcile()
    expect(await cloud.liveIdentities()).toEqual([])
    expect(await extension.read()).toMatchObject({ acsUserIdentity: acsUserId })
    expect(await findIdentity(ada)).toBeNull()
    const next = await created(ada)
    expect(next).not.toBe(acsUserId)
    expect(await extension.read()).toMatchObject({ acsUserIdentity: next })
    expect(await rows()).toMatchObject([{ acsUserId: next }])
  })
})
