import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { limitCaller, limitFailures } from './rate-limit'

localCloud({ RATE_LIMIT_TOKEN: '3', RATE_LIMIT_EXCHANGE: '1', RATE_LIMIT_UNAUTHENTICATED: '2' })
afterEach(() => vi.useRealTimers())

/** Somebody who has not asked for anything yet. */
function somebody() {
  return { directory: crypto.randomUUID(), subject: crypto.randomUUID() }
}

async function times(count: number, work: () => Promise<void>) {
  for (let time = 0; time < count; time++) await work()
}

it('as many requests as the limit are let through in a minute', async () => {
  const caller = somebody()
  await times(3, () => limitCaller('token', caller))
  await expect(limitCaller('token', caller)).rejects.toMatchObject({ code: 'rate_limited' })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
  await expect(limitCaller('token', caller)).resolves.toBeUndefined()
})

it('who is refused hears when to come back, in whole seconds', async () => {
  const caller = somebody()
  await limitCaller('exchange', caller)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30_500 })
  const refused: unknown = await limitCaller('exchange', caller).catch((error: unknown) => error)
  const { headers } = refused as { headers: Record<string, string> }
  expect(headers['retry-after']).toMatch(/^(29|30)$/)
})

it('who is refused at the last moment comes back in a second', async () => {
  const caller = somebody()
  await limitCaller('exchange', caller)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59_980 })
  await expect(limitCaller('exchange', caller)).rejects.toMatchObject({
    headers: { 'retry-after': '1' },
  })
})

it('a limit is one person’s in one directory', async () => {
  const caller = somebody()
  await limitCaller('exchange', caller)
  const { directory, subject } = somebody()
  await expect(limitCaller('exchange', { ...caller, subject })).resolves.toBeUndefined()
  await expect(limitCaller('exchange', { ...caller, directory })).resolves.toBeUndefined()
  await expect(limitCaller('exchange', caller)).rejects.toMatchObject({ code: 'rate_limited' })
})

it('tokens and exchanges are counted apart', async () => {
  const caller = somebody()
  await limitCaller('exchange', caller)
  await expect(limitCaller('token', caller)).resolves.toBeUndefined()
})

it('failures are counted by network', async () => {
  await times(2, () => limitFailures('203.0.113.7/32'))
  await expect(limitFailures('203.0.113.7/32')).rejects.toMatchObject({ code: 'rate_limited' })
  await expect(limitFailures('203.0.113.8/32')).resolves.toBeUndefined()
})

it('a count that fails is not told as a limit that was reached', async () => {
  const failure = new Error('It could not be counted.')
  vi.spyOn(RateLimiterMemory.prototype, 'consume').mockRejectedValueOnce(failure)
  await expect(limitCaller('token', somebody())).rejects.toBe(failure)
})
