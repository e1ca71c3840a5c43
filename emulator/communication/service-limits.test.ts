import { beforeEach, expect, test } from 'vitest'
import { createEmulator, type Emulator } from '../core/emulator'
import { samples } from '../core/config/samples'
import { createIdentity, errorOf, identityPath, sendSigned } from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'
import { requireWithinLimit } from './service-limits'

const [first, second] = samples.resources
if (!first || !second) throw new Error('There are two sample resources.')
const clock = { now: 0 }
let emulator: Emulator

beforeEach(() => {
  clock.now = Date.UTC(2026, 0, 15, 12)
  const now = () => clock.now
  const parts = { origin: 'http://localhost:4010', config: samples, now }
  emulator = createEmulator({ ...parts, serviceLimits: true })
})

test.each([
  ['create', 1000],
  ['createWithToken', 1000],
  ['issue', 1000],
  ['delete', 500],
  ['revoke', 500],
  ['exchange', 500],
] as const)('%s may be asked for %i times in 30 seconds, by each resource', (operation, limit) => {
  for (let i = 0; i < limit; i++) requireWithinLimit(first, operation, emulator)
  expect(() => requireWithinLimit(first, operation, emulator)).toThrow('Too many requests.')
  requireWithinLimit(second, operation, emulator)
  clock.now += 30_000
  requireWithinLimit(first, operation, emulator)
})

test('above a limit the response is 429 with Retry-After, until the 30 seconds are over', async () => {
  const limited = await startTestEmulator({ serviceLimits: true })
  const path = identityPath(await createIdentity(limited), '/:revokeAccessTokens')
  const revoke = () => sendSigned(limited, path)
  for (let i = 0; i < 500; i++) expect((await revoke()).status).toBe(204)
  limited.clock.now += 10_000
  const rejected = await revoke()
  expect(rejected.headers.get('retry-after')).toBe('20')
  expect(await errorOf(rejected)).toEqual([429, 'TooManyRequests', 'Too many requests.'])
  limited.clock.now += 20_000
  expect((await revoke()).status).toBe(204)
})

test('they don’t apply unless switched on, by an option or by the control API', () => {
  const usual = createEmulator({ origin: emulator.origin, config: samples, now: () => clock.now })
  for (let i = 0; i <= 1000; i++) requireWithinLimit(first, 'create', usual)
  usual.store.serviceLimits = true
  for (let i = 0; i < 1000; i++) requireWithinLimit(first, 'create', usual)
  expect(() => requireWithinLimit(first, 'create', usual)).toThrow('Too many requests.')
})
