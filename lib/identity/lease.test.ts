import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { callerNamed } from '@/tests/support/server/callers'
import type { TokenOptions } from '@/lib/communication/users'
import { database } from '@/lib/db/database'
import { ensureMapping } from './ensure-mapping'
import { findToken } from './token/token-cache'
import { databaseStore } from './store/database-store'

const { claimMapping, completeClaim } = databaseStore

const cloud = localCloud()
const ada = callerNamed('ada')
afterEach(() => vi.useRealTimers())

it('whoever creates an identity holds its claim for 15 seconds, longer than ACS may take', async () => {
  const { identityMapping } = await database()
  const rows = () => identityMapping.findMany({ select: { id: true } })
  await cloud.emulator.fault({ operation: 'acs.createIdentity', delayMs: 500 })
  const startedAt = Date.now()
  const creating = ensureMapping(ada)
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1))

  const claimAt = (milliseconds: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: startedAt + milliseconds })
    return claimMapping(ada, new Date(Date.now() + 15_000))
  }
  expect(await claimAt(14_900)).toBeNull()
  expect(await claimAt(17_000)).not.toBeNull()
  vi.useRealTimers()
  await identityMapping.deleteMany({})
  await creating
})

it('a token that came with an identity too many is not handed out', async () => {
  const { identityMapping } = await database()
  const rows = () => identityMapping.findMany({ select: { id: true } })
  await cloud.emulator.fault({ operation: 'acs.createIdentity', delayMs: 500 })
  const options: TokenOptions = { scopes: ['voip'], expiresInMinutes: 60 }
  const creating = ensureMapping(ada, options)
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 })
  const claim = await claimMapping(ada, new Date(Date.now() + 15_000))
  vi.useRealTimers()
  await completeClaim(ada, claim!, '8:acs:of-the-other-instance')
  const { mapping, created } = await creating
  expect(created).toBe(false)
  expect(mapping.acsUserId).toBe('8:acs:of-the-other-instance')
  expect(findToken(mapping, options)).toBeUndefined()
})
