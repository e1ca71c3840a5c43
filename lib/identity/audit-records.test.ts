import { beforeEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { ada, mapped } from '@/tests/support/server/mappings'
import type { TokenOptions } from '@/lib/communication/users'
import { ensureMapping } from './ensure-mapping'
import { deleteIdentity } from './delete-identity'
import { ensureIdentity } from './ensure-identity'
import { issueToken } from './token/issue-token'
import { revokeTokens } from './revoke-tokens'
import { databaseStore } from './store/database-store'

const { endMapping, setUnusable } = databaseStore

const records: unknown[][] = []
vi.mock('@/lib/observability/audit', () => ({
  audit: (...record: unknown[]) => void records.push(record),
}))

localCloud()
const options: TokenOptions = { scopes: ['voip'], expiresInMinutes: 60 }
beforeEach(() => void records.splice(0))

it('creating an identity is put on record once, by who created it', async () => {
  const [one] = await Promise.all([ensureMapping(ada), ensureMapping(ada), ensureMapping(ada)])
  await ensureIdentity(ada)
  expect(records).toEqual([['identity_created', { acsUserId: one.mapping.acsUserId }]])
})

it('issuing a token is put on record, and whether it was issued before', async () => {
  const { mapping } = await ensureMapping(ada)
  const { expiresOn } = await issueToken(ada, mapping, options)
  await issueToken(ada, mapping, options)
  const { acsUserId } = mapping
  const record = { acsUserId, scopes: ['voip'], expiresOn }
  expect(records.slice(1)).toEqual([
    ['token_issued', { ...record, reused: false }],
    ['token_issued', { ...record, reused: true }],
  ])
})

it('replacing an identity names both', async () => {
  const { mapping } = await ensureMapping(ada)
  await setUnusable(ada, mapping, true)
  const { acsUserId } = (await ensureIdentity(ada)).mapping
  expect(records).toContainEqual(['identity_replaced', { acsUserId, replaced: mapping.acsUserId }])
})

it('an identity that another request ended first is not on record as replaced', async () => {
  const { mapping } = await ensureMapping(ada)
  await setUnusable(ada, mapping, true)
  vi.spyOn(databaseStore, 'endMapping').mockImplementationOnce(async (caller) => {
    await endMapping(caller)
    return null
  })
  const { acsUserId } = (await ensureIdentity(ada)).mapping
  expect(records.slice(1)).toEqual([['identity_created', { acsUserId }]])
})

it('an identity that another instance created is on record there', async () => {
  const { mapping } = await ensureMapping(ada)
  await setUnusable(ada, mapping, true)
  vi.spyOn(databaseStore, 'endMapping').mockImplementationOnce(async (caller) => {
    const ended = await endMapping(caller)
    await mapped(ada, '8:acs:of-the-other-instance')
    return ended
  })
  expect(await ensureIdentity(ada)).toMatchObject({ created: false })
  expect(records.slice(1)).toEqual([])
})

it('revoking and deleting are put on record, where there was something', async () => {
  await revokeTokens(ada)
  await deleteIdentity(ada)
  expect(records).toEqual([])
  const { acsUserId } = (await ensureMapping(ada)).mapping
  await revokeTokens(ada)
  await deleteIdentity(ada)
  expect(records.slice(1)).toEqual([
    ['tokens_revoked', { acsUserId }],
    ['identity_deleted', { acsUserId }],
  ])
})
