import { decodeJwt } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import type { TokenOptions } from '@/lib/communication/users'
import { database } from '@/lib/db/database'
import { ensureMapping } from '../ensure-mapping'
import { deleteIdentity } from '../delete-identity'
import { ensureIdentity } from '../ensure-identity'
import { ensureToken } from './ensure-token'
import { findIdentity, requireMapping } from '../mapping'
import { issueToken } from './issue-token'
import { revokeTokens } from '../revoke-tokens'
import { databaseStore } from '../store/database-store'

const { claimMapping, findMapping, setUnusable } = databaseStore

const cloud = localCloud()
const ada = callerNamed('ada')
const options: TokenOptions = { scopes: ['voip'], expiresInMinutes: 60 }
afterEach(() => vi.useRealTimers())

async function asked(operation: string) {
  return (await cloud.emulator.requests(operation)).length
}

/** Has ACS issue a token that lives for so long. */
async function issueFor(seconds: number) {
  const expiresOn = new Date(Date.now() + seconds * 1000).toISOString()
  const body = { token: 'of a fixed life', expiresOn }
  await cloud.emulator.fault({ operation: 'acs.issueToken', status: 200, body })
}

describe('a token', () => {
  it('that lives less than ten minutes is not handed out', async () => {
    const { mapping } = await ensureMapping(ada)
    await issueFor(590)
    await expect(issueToken(ada, mapping, options)).rejects.toMatchObject({
      code: 'upstream_failed',
    })
    await issueFor(620)
    await expect(issueToken(ada, mapping, options)).resolves.toMatchObject({
      token: 'of a fixed life',
    })
  })

  it('is asked of ACS once for the same options, and again for others', async () => {
    const { mapping } = await ensureMapping(ada)
    const first = await issueToken(ada, mapping, options)
    expect(await issueToken(ada, mapping, options)).toEqual(first)
    expect(await asked('acs.issueToken')).toBe(1)
    await issueToken(ada, mapping, { ...options, scopes: ['chat'] })
    await issueToken(ada, mapping, { ...options, expiresInMinutes: 120 })
    expect(await asked('acs.issueToken')).toBe(3)
  })

  it('comes with the identity that is created for it', async () => {
    const { mapping, token } = await ensureToken(ada, options)
    expect(await findIdentity(ada)).toBe(mapping.acsUserId)
    expect((await ensureToken(ada, options)).token).toEqual(token)
    expect(await asked('acs.issueToken')).toBe(0)
  })

  it('that is to be fresh is asked for anew, and takes the place of the one before', async () => {
    const { mapping } = await ensureMapping(ada)
    const before = await issueToken(ada, mapping, options)
    await issueFor(3_000)
    const { token: fresh } = await ensureToken(ada, options, { fresh: true })
    expect(fresh).not.toEqual(before)
    expect(await issueToken(ada, mapping, options)).toEqual(fresh)
    expect(await asked('acs.issueToken')).toBe(2)
  })

  it('is of the one identity that is created for two requests at once', async () => {
    const both = await Promise.all([ensureToken(ada, options), ensureToken(ada, options)])
    const [acsUserId = ''] = await cloud.liveIdentities()
    expect(both.map(({ mapping }) => mapping.acsUserId)).toEqual([acsUserId, acsUserId])
    const owners = both.map(
      ({ token }) => `8:${decodeJwt<{ skypeid: string }>(token.token).skypeid}`,
    )
    expect(owners).toEqual([acsUserId, acsUserId])
  })

  it('that comes with a new identity is fresh', async () => {
    await ensureToken(ada, options, { fresh: true })
    expect(await asked('acs.issueToken')).toBe(0)
  })

  it('of an identity that ACS knows again makes it usable again', async () => {
    const { mapping } = await ensureMapping(ada)
    await setUnusable(ada, mapping, true)
    await issueToken(ada, (await findMapping(ada))!, options)
    expect(await findMapping(ada)).toMatchObject({ isUnusable: false })
  })

  it('of a usable identity costs the database no write', async () => {
    const { mapping } = await ensureMapping(ada)
    const { identityMapping } = await database()
    const write = vi.spyOn(identityMapping, 'updateMany')
    await issueToken(ada, mapping, options)
    expect(write).not.toHaveBeenCalled()
  })

  it('that ACS cannot issue for now leaves the identity usable', async () => {
    const { mapping } = await ensureMapping(ada)
    await cloud.emulator.fault({ operation: 'acs.issueToken', status: 500, times: 3 })
    await expect(issueToken(ada, mapping, options)).rejects.toMatchObject({
      code: 'upstream_failed',
    })
    expect(await findMapping(ada)).toMatchObject({ isUnusable: false })
  })

  it('of an identity that ACS no longer knows makes it unusable', async () => {
    const { mapping } = await ensureMapping(ada)
    await cloud.emulator.reset()
    await expect(issueToken(ada, mapping, options)).rejects.toMatchObject({
      code: 'identity_unusable',
    })
    expect(await findMapping(ada)).toMatchObject({ isUnusable: true })
  })
})

describe('an identity', () => {
  it('that is usable is found, without asking ACS', async () => {
    const { mapping } = await ensureMapping(ada)
    expect(await ensureIdentity(ada)).toMatchObject({ mapping, created: false })
    expect(await asked('acs.createIdentity')).toBe(1)
  })

  it('that is unusable is replaced, and deleted at ACS', async () => {
    const { mapping } = await ensureMapping(ada)
    await setUnusable(ada, mapping, true)
    const replaced = await ensureIdentity(ada)
    expect(replaced.created).toBe(true)
    expect(replaced.mapping.acsUserId).not.toBe(mapping.acsUserId)
    expect(await cloud.liveIdentities()).toEqual([replaced.mapping.acsUserId])
  })

  it('that is missing is created', async () => {
    const { mapping, created } = await ensureIdentity(ada)
    expect(created).toBe(true)
    expect(await findMapping(ada)).toEqual(mapping)
    expect(await cloud.liveIdentities()).toEqual([mapping.acsUserId])
  })

  it('that another request replaced meanwhile is not replaced once more', async () => {
    const { mapping } = await ensureMapping(ada)
    await setUnusable(ada, mapping, true)
    const unusable = await findMapping(ada)
    const replaced = await ensureIdentity(ada)
    vi.spyOn(databaseStore, 'findMapping').mockResolvedValueOnce(unusable)
    expect(await ensureIdentity(ada)).toEqual({ mapping: replaced.mapping, created: false })
    expect(await cloud.liveIdentities()).toEqual([replaced.mapping.acsUserId])
  })

  it('that nobody has is null, or a problem where it is needed', async () => {
    expect(await findIdentity(ada)).toBeNull()
    await expect(requireMapping(ada)).rejects.toMatchObject({ code: 'mapping_not_found' })
    const { mapping } = await ensureMapping(ada)
    expect(await requireMapping(ada)).toEqual(mapping)
  })

  it('is not waited for longer than a request may take', async () => {
    await claimMapping(ada, new Date(Date.now() + 15_000))
    const waiting = ensureMapping(ada)
    waiting.catch(() => undefined)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 })
    await expect(waiting).rejects.toMatchObject({ code: 'upstream_timeout' })
  })

  it('that ACS has deleted already is deleted', async () => {
    await ensureMapping(ada)
    await cloud.emulator.reset()
    await deleteIdentity(ada)
    const { identityMapping } = await database()
    expect(await identityMapping.findMany({ select: { id: true } })).toEqual([])
  })

  it('is deleted once', async () => {
    await ensureMapping(ada)
    await deleteIdentity(ada)
    await deleteIdentity(ada)
    expect(await asked('acs.deleteIdentity')).toBe(1)
  })
})

describe('a revocation', () => {
  it('of nobody’s tokens asks nobody', async () => {
    expect(await revokeTokens(ada)).toEqual({ pending: false })
    expect(await asked('acs.revokeTokens')).toBe(0)
  })

  it('that ACS has done is not pending', async () => {
    await ensureMapping(ada)
    expect(await revokeTokens(ada)).toEqual({ pending: false })
    expect(await findMapping(ada)).toMatchObject({ isRevoking: false, tokenGeneration: 1 })
  })

  it('that ACS could not do is pending', async () => {
    await ensureMapping(ada)
    await cloud.emulator.fault({ operation: 'acs.revokeTokens', status: 500, times: 3 })
    expect(await revokeTokens(ada)).toEqual({ pending: true })
    expect(await findMapping(ada)).toMatchObject({ isRevoking: true, tokenGeneration: 1 })
  })

  it('leaves none of the tokens from before to be handed out', async () => {
    const { mapping } = await ensureMapping(ada)
    await issueToken(ada, mapping, options)
    await revokeTokens(ada)
    await issueToken(ada, (await findMapping(ada))!, options)
    expect(await asked('acs.issueToken')).toBe(2)
  })

  it('of an identity that ACS no longer knows is over, and says so', async () => {
    await ensureMapping(ada)
    await cloud.emulator.reset()
    await expect(revokeTokens(ada)).rejects.toMatchObject({ code: 'identity_unusable' })
    expect(await findMapping(ada)).toMatchObject({ isRevoking: false, isUnusable: true })
  })

  it('that fails for no reason of ACS’s is not called pending', async () => {
    await ensureMapping(ada)
    const { identityMapping } = await database()
    const refused = new Error('no such column')
    vi.spyOn(identityMapping, 'updateMany').mockRejectedValueOnce(refused)
    await expect(revokeTokens(ada)).rejects.toBe(refused)
  })
})
