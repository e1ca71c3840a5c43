import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/e2e/fixtures/local-cloud'
import { database } from '@/lib/db/database'
import { createIdentity } from './create-identity'
import { claimMapping } from './store/mapping-store'

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
