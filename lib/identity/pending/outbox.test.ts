import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import {
  ada,
  due,
  grace,
  mapped,
  mappedElsewhere,
  pass,
  tables,
} from '@/tests/support/server/mappings'
import { completeOperation } from './outbox'
import { databaseStore } from '../store/database-store'

const { endMapping, invalidateTokens, claimMapping, findMapping } = databaseStore

localCloud()
afterEach(() => vi.useRealTimers())

it('a later revocation is not completed by an earlier one', async () => {
  await mapped(ada)
  const earlier = await invalidateTokens(ada)
  const later = await invalidateTokens(ada)
  expect([earlier?.tokenGeneration, later?.tokenGeneration]).toEqual([1, 2])
  await completeOperation(earlier!)
  expect(await findMapping(ada)).toMatchObject({ tokenGeneration: 2, isRevoking: true })
  await completeOperation(later!)
  expect(await findMapping(ada)).toMatchObject({ tokenGeneration: 2, isRevoking: false })
})

it('completing a revocation leaves the operations of others', async () => {
  await mapped(ada)
  await mapped(grace)
  const operation = await invalidateTokens(ada)
  await invalidateTokens(grace)
  await completeOperation(operation!)
  expect(await findMapping(grace)).toMatchObject({ isRevoking: true })
})

it('a revocation that is completed does not take a deletion with it', async () => {
  await mapped(ada)
  const revocation = await invalidateTokens(ada)
  await endMapping(ada)
  await completeOperation(revocation!)
  pass(16_000)
  expect(await due()).toEqual(['8:acs:ada'])
})

it('a deletion that is completed goes, and nothing else', async () => {
  await mapped(ada, '8:acs:first')
  const deletion = await endMapping(ada)
  await mapped(ada, '8:acs:second')
  await mapped(grace)
  await completeOperation(deletion!)
  const rows = await (await tables()).findMany({ select: { acsUserId: true } })
  expect(rows.map(({ acsUserId }) => acsUserId).sort()).toEqual(['8:acs:grace', '8:acs:second'])
})

it('ending a mapping enqueues its deletion, and leaves others', async () => {
  await mapped(ada)
  await mapped(grace)
  expect(await endMapping(ada)).toMatchObject({ acsUserId: '8:acs:ada', hasEnded: true })
  expect(await findMapping(ada)).toBeNull()
  expect(await findMapping(grace)).not.toBeNull()
  expect(await endMapping(ada)).toBeNull()
})

it('a mapping that was replaced meanwhile is not ended by the id of the one before', async () => {
  const { id } = await mapped(ada, '8:acs:first')
  await endMapping(ada)
  await mapped(ada, '8:acs:second')
  expect(await endMapping(ada, id)).toBeNull()
  expect(await findMapping(ada)).toMatchObject({ acsUserId: '8:acs:second' })
})

it('a claim has no pending operation: it can neither be ended nor revoked', async () => {
  await claimMapping(ada, new Date(Date.now() + 15_000))
  expect(await endMapping(ada)).toBeNull()
  expect(await invalidateTokens(ada)).toBeNull()
})

it('revoking leaves the mapping in place, and the tokens of others', async () => {
  await mapped(ada)
  await mapped(grace)
  expect(await invalidateTokens(ada)).toMatchObject({ acsUserId: '8:acs:ada', hasEnded: false })
  expect(await findMapping(ada)).toMatchObject({ acsUserId: '8:acs:ada', tokenGeneration: 1 })
  expect(await findMapping(grace)).toMatchObject({ tokenGeneration: 0, isRevoking: false })
})

it('a mapping of another resource is neither found, nor ended, nor revoked', async () => {
  await mappedElsewhere()
  expect(await findMapping(ada)).toBeNull()
  expect(await endMapping(ada)).toBeNull()
  expect(await invalidateTokens(ada)).toBeNull()
})
