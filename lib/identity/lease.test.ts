import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import type { TokenOptions } from '@/lib/communication/identities'
import { database } from '@/lib/db/database'
import { createIdentity } from './create-identity'
import { claimMapping, completeClaim } from './store/mapping-store'
import { findToken } from './token/token-cache'

const cloud = localCloud()
const ada = { directory: 'tenant', subject: 'ada' }
afterEach(() => vi.useRealTimers())

it('whoever creates an identity holds its claim for 15 seconds, longer than ACS may take', async () => {
  const { identityMapping } = await database()
  const rows = () => identityMapping.findMany({ select: { id: true } })
  await cloud.emulator.fault({ operation: 'acs.createIdentity', delayMs: 500 })
  const startedAt = Date.now()
  const creating = createIdentity(ada)
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
  const creating = createIdentity(ada, options)
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 })
  const claim = await claimMapping(ada, new Date(Date.now() + 15_000))
  vi.useRealTimers()
  await completeClaim(claim!, '8:acs:of-the-other-instance')
  const { mapping, created } = await creating
  expect(created).toBe(false)
  expect(mapping.acsUserId).toBe('8:acs:of-the-other-instance')
  expect(findToken(mapping, options)).toBeUndefined()
})
