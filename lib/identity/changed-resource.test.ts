import { CommunicationIdentityClient } from '@azure/communication-identity'
import { expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import { database } from '@/lib/db/database'
import { ensureMapping } from './ensure-mapping'
import { deleteIdentity } from './delete-identity'
import { ensureIdentity } from './ensure-identity'
import { issueToken } from './token/issue-token'
import { reconcile } from './pending/reconcile'
import { revokeTokens } from './revoke-tokens'
import { currentRowKey } from './store/current-row-key'
import { tokenOptions } from './token/token-options'
import { databaseStore } from './store/database-store'

const { findMapping } = databaseStore

const cloud = localCloud()
const caller = callerNamed('user')
const newcomer = callerNamed('newcomer')
const failed = { code: 'upstream_failed', cause: { name: 'OtherResource' } }

/** Stores an identity of the resource that was configured before, the emulator's second. */
async function storeIdentity(data: { unusableSince?: Date } = {}) {
  const { connectionString } = cloud.emulator.config.acs[1]!
  const client = new CommunicationIdentityClient(connectionString, {
    allowInsecureConnection: true,
  })
  const { communicationUserId: acsUserId } = await client.createUser()
  const { identityMapping } = await database()
  await identityMapping.create({ data: { ...currentRowKey(caller), acsUserId, ...data } })
  return acsUserId
}

async function rows() {
  return (await database()).identityMapping.findMany({})
}

// First: nothing has been learned yet.
it('a token of another resource’s identity is refused, and what was asked to learn that is deleted', async () => {
  const acsUserId = await storeIdentity()
  const before = await rows()
  const mapping = (await findMapping(caller))!
  await expect(issueToken(caller, mapping, tokenOptions())).rejects.toMatchObject(failed)
  await expect(issueToken(caller, mapping, tokenOptions())).rejects.toThrow(/upstream_failed/)
  expect(await rows()).toEqual(before)
  expect(await cloud.liveIdentities()).toEqual([acsUserId])
  // One that stored the identity, one that learned which resource is ours.
  const { counts } = await cloud.emulator.state()
  expect(counts).toMatchObject({ 'acs.createIdentity': 2, 'acs.deleteIdentity': 1 })
})

it('the problem’s cause names both resources', async () => {
  await storeIdentity()
  const mapping = (await findMapping(caller))!
  const [ours, theirs] = cloud.emulator.config.acs.map(({ resourceId }) => resourceId)
  await expect(issueToken(caller, mapping, tokenOptions())).rejects.toMatchObject({
    cause: {
      message: expect.stringContaining(
        `ACS_CONNECTION_STRING points to resource ${ours}, the stored identities belong to ${theirs}.`,
      ) as string,
    },
  })
})

it('nobody’s new identity is mixed in', async () => {
  const acsUserId = await storeIdentity()
  await expect(ensureMapping(newcomer)).rejects.toMatchObject(failed)
  expect(await rows()).toHaveLength(1)
  expect(await cloud.liveIdentities()).toEqual([acsUserId])
})

it('an unusable identity is not replaced', async () => {
  const acsUserId = await storeIdentity({ unusableSince: new Date() })
  const before = await rows()
  await expect(ensureIdentity(caller)).rejects.toMatchObject(failed)
  expect(await rows()).toEqual(before)
  expect(await cloud.liveIdentities()).toEqual([acsUserId])
})

it('what is pending stays so', async () => {
  await storeIdentity()
  await expect(revokeTokens(caller)).rejects.toMatchObject(failed)
  expect(await rows()).toMatchObject([{ unusableSince: null, retryAt: expect.any(Date) as Date }])
  await deleteIdentity(caller)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 })
  await reconcile()
  vi.useRealTimers()
  expect(await rows()).toMatchObject([{ attempts: 1, retryAt: expect.any(Date) as Date }])
})
