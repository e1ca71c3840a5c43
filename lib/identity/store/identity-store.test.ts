import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { pass } from '@/tests/support/server/mappings'
import { settings, stores } from '@/tests/support/server/stores'
import type { Caller } from '@/lib/auth/caller'

const cloud = localCloud(settings)
afterEach(() => vi.useRealTimers())

const inAWhile = () => new Date(Date.now() + 15_000)

describe.each(stores)('in %s', (_name, { store, signIn }) => {
  const { claimMapping, completeClaim, findMapping, releaseClaim, setUnusable } = store
  let ada: Caller
  let grace: Caller
  beforeEach(async () => {
    ada = await signIn('ada', cloud)
    grace = await signIn('grace', cloud)
  })

  async function claim(caller: Caller) {
    const made = await claimMapping(caller, inAWhile())
    if (!made) throw new Error('Somebody else holds the claim.')
    return made
  }

  async function mapped(caller: Caller, acsUserId: string) {
    const mapping = await completeClaim(caller, await claim(caller), acsUserId)
    if (!mapping) throw new Error('The claim was lost.')
    return mapping
  }

  it('a mapping is of one person', async () => {
    await mapped(ada, '8:acs:ada')
    expect(await findMapping(grace)).toBeNull()
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

  it('one identity is noted as unusable, and as usable again', async () => {
    const mapping = await mapped(ada, '8:acs:ada')
    await mapped(grace, '8:acs:grace')
    await setUnusable(ada, mapping, true)
    expect(await findMapping(ada)).toMatchObject({ isUnusable: true })
    expect(await findMapping(grace)).toMatchObject({ isUnusable: false })
    await setUnusable(ada, mapping, false)
    expect(await findMapping(ada)).toMatchObject({ isUnusable: false })
  })

  it('a mapping that has ended is pending deletion, and lets a new one in', async () => {
    const { id } = await mapped(ada, '8:acs:ada')
    await mapped(grace, '8:acs:grace')
    expect(await store.endMapping(ada, crypto.randomUUID())).toBeNull()
    const ended = await store.endMapping(ada, id)
    expect(ended).toMatchObject({ acsUserId: '8:acs:ada', hasEnded: true })
    expect(await findMapping(ada)).toBeNull()
    expect(await store.endMapping(ada)).toBeNull()
    expect(await mapped(ada, '8:acs:next')).toMatchObject({ acsUserId: '8:acs:next' })
    expect(await findMapping(grace)).toMatchObject({ acsUserId: '8:acs:grace' })
  })

  it('revoking begins a new generation of one person’s tokens', async () => {
    await mapped(ada, '8:acs:ada')
    expect(await store.invalidateTokens(grace)).toBeNull()
    await mapped(grace, '8:acs:grace')
    const revocation = { acsUserId: '8:acs:ada', hasEnded: false, tokenGeneration: 1 }
    expect(await store.invalidateTokens(ada)).toMatchObject(revocation)
    expect(await findMapping(ada)).toMatchObject({ tokenGeneration: 1 })
    expect(await findMapping(grace)).toMatchObject({ tokenGeneration: 0 })
  })
})
