import { beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { pass } from '@/tests/support/server/mappings'
import { settings, stores } from '@/tests/support/server/stores'
import type { Caller } from '@/lib/auth/caller'
import { database } from '@/lib/db/database'
import { ensureMapping } from './ensure-mapping'
import { reconcile } from './pending/reconcile'
import { databaseStore } from './store/database-store'
import type { IdentityStore } from './store/identity-store'

const configured = vi.hoisted<{ store?: unknown }>(() => ({}))
vi.mock('./store/configured-store', () => ({ identityStore: () => configured.store }))

const cloud = localCloud(settings)
const inAWhile = () => new Date(Date.now() + 15_000)

async function rows() {
  const { identityMapping } = await database()
  return identityMapping.findMany({ select: { id: true } })
}

describe('ensureMapping in the database', () => {
  const { findMapping } = databaseStore
  const caller = callerNamed('user')
  beforeEach(() => void (configured.store = databaseStore))

  // First: nothing has been checked yet.
  it('asks the database once whether its identities are of this resource', async () => {
    await ensureMapping(caller)
    const look = vi.spyOn(databaseStore, 'findExtremeIds')
    await ensureMapping(callerNamed('other'))
    expect(look).not.toHaveBeenCalled()
  })

  it('creates an identity each for those who have a directory or a name in common', async () => {
    const callers = [caller, callerNamed('user', 'another tenant'), callerNamed('other')]
    const all = await Promise.all(callers.map((each) => ensureMapping(each)))
    expect(all.map(({ created }) => created)).toEqual([true, true, true])
    expect(new Set(all.map(({ mapping }) => mapping.acsUserId)).size).toBe(3)
    const found = await Promise.all(callers.map((each) => findMapping(each)))
    expect(found).toEqual(all.map(({ mapping }) => mapping))
  })
})

describe.each(stores)('in %s', (_name, { store, signIn }) => {
  const { claimMapping, completeClaim, findMapping, releaseClaim }: IdentityStore = store
  let caller: Caller
  beforeEach(async () => {
    configured.store = store
    caller = await signIn('ada', cloud)
  })

  /** Creates an identity so slowly that another instance takes the claim over, and completes it. */
  async function loseClaim() {
    await cloud.emulator.fault({ operation: 'acs.createIdentity', delayMs: 500 })
    const slow = ensureMapping(caller)
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1))
    pass(16_000)
    const takeover = await claimMapping(caller, inAWhile())
    vi.useRealTimers()
    await completeClaim(caller, takeover!, '8:acs:of-the-other-instance')
    return slow
  }

  describe('a claim', () => {
    it('keeps others from creating, and is no mapping', async () => {
      expect(await claimMapping(caller, inAWhile())).not.toBeNull()
      expect(await claimMapping(caller, inAWhile())).toBeNull()
      expect(await findMapping(caller)).toBeNull()
    })

    it('becomes a mapping once', async () => {
      const claim = await claimMapping(caller, inAWhile())
      expect(await completeClaim(caller, claim!, '8:acs:one')).toMatchObject({
        acsUserId: '8:acs:one',
      })
      expect(await completeClaim(caller, claim!, '8:acs:two')).toBeNull()
      expect(await findMapping(caller)).toMatchObject({ acsUserId: '8:acs:one' })
      expect(await claimMapping(caller, inAWhile())).toBeNull()
    })

    it('can be taken over after its lease, by one of many', async () => {
      const lost = await claimMapping(caller, inAWhile())
      pass(16_000)
      const takeovers = await Promise.all([1, 2, 3, 4].map(() => claimMapping(caller, inAWhile())))
      vi.useRealTimers()
      expect(takeovers.filter((claim) => claim !== null)).toHaveLength(1)
      expect(await completeClaim(caller, lost!, '8:acs:late')).toBeNull()
    })

    it('that is dated further ahead than any lease is taken over', async () => {
      await claimMapping(caller, new Date(Date.now() + 3_600_000))
      expect(await claimMapping(caller, inAWhile())).not.toBeNull()
    })

    it('of an instance whose clock is some seconds ahead is respected', async () => {
      await claimMapping(caller, new Date(Date.now() + 18_000))
      expect(await claimMapping(caller, inAWhile())).toBeNull()
    })

    it('that was given up lets the next one in', async () => {
      const claim = await claimMapping(caller, inAWhile())
      await releaseClaim(caller, claim!)
      expect(await claimMapping(caller, inAWhile())).not.toBeNull()
    })
  })

  describe('ensureMapping', () => {
    it('takes over the claim of an instance that died', async () => {
      await claimMapping(caller, new Date(Date.now() + 300))
      const { mapping, created } = await ensureMapping(caller)
      expect(created).toBe(true)
      expect(await cloud.liveIdentities()).toEqual([mapping.acsUserId])
    })

    it('waits for the instance that holds the claim', async () => {
      const claim = await claimMapping(caller, inAWhile())
      const waiting = ensureMapping(caller)
      await completeClaim(caller, claim!, '8:acs:of-the-other-instance')
      expect(await waiting).toMatchObject({
        created: false,
        mapping: { acsUserId: '8:acs:of-the-other-instance' },
      })
      expect(await cloud.liveIdentities()).toEqual([])
    })

    it('deletes its own identity where the claim was lost meanwhile', async () => {
      expect(await loseClaim()).toMatchObject({
        mapping: { acsUserId: '8:acs:of-the-other-instance' },
      })
      expect(await cloud.liveIdentities()).toEqual([])
      expect((await cloud.emulator.state()).counts).toMatchObject({ 'acs.deleteIdentity': 1 })
    })

    it('has it deleted later where ACS cannot do that now', async () => {
      await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 403 })
      await loseClaim()
      expect(await cloud.liveIdentities()).toHaveLength(1)
      pass(16_000)
      await reconcile()
      vi.useRealTimers()
      expect(await cloud.liveIdentities()).toEqual([])
      expect(await findMapping(caller)).toMatchObject({ acsUserId: '8:acs:of-the-other-instance' })
    })

    it('creates one identity for many requests at once, and tells one of them that it did', async () => {
      const all = await Promise.all([1, 2, 3].map(() => ensureMapping(caller)))
      expect(all.map(({ created }) => created)).toEqual([true, false, false])
      const [acsUserId] = await cloud.liveIdentities()
      expect(all.map(({ mapping }) => mapping.acsUserId)).toEqual([acsUserId, acsUserId, acsUserId])
    })

    it('shares a failure with those who waited, and leaves no claim behind', async () => {
      await cloud.emulator.fault({ operation: 'acs.createIdentity', status: 500, delayMs: 200 })
      const results = await Promise.allSettled([1, 2, 3].map(() => ensureMapping(caller)))
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
      expect(await claimMapping(caller, inAWhile())).not.toBeNull()
    })
  })
})
