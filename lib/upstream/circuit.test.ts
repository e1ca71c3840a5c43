import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withinRequest } from '@/lib/observability/deadline'
import { withRequestContext } from '@/lib/observability/request-context'
import { circuitStates } from '@/lib/observability/telemetry'
import { retryAfterFrom } from '@/tests/support/server/retry-after'
import { createCircuit } from './circuit'

const logged = vi.hoisted(() => ({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }))
vi.mock('@/lib/observability/log', () => ({ log: () => logged }))

class Outage extends Error {}

const away = () => Promise.reject(new Outage('away'))
const refuse = () => Promise.reject(new Error('refused'))
const answer = () => Promise.resolve('answer')

let through: ReturnType<typeof createCircuit>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.clearAllMocks()
  through = createCircuit('a service', {
    isOutage: (error) => error.name === 'TimeoutError' || error instanceof Outage,
    describe: () => ({ code: 'away' }),
  })
})
afterEach(() => void vi.useRealTimers())

async function fail(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let count = 0; count < times; count++) {
    await expect(through('work', work)).rejects.toThrow(/away|refused/)
  }
}

it('responds for a service that is unavailable, without asking it, and says when to come again', async () => {
  await fail(5, away)
  const work = vi.fn(answer)
  await expect(through('work', work)).rejects.toMatchObject({
    code: 'upstream_unavailable',
    headers: { 'retry-after': retryAfterFrom(5) },
  })
  expect(work).not.toHaveBeenCalled()
  expect(logged.error).toHaveBeenCalledWith({ upstream: 'a service' }, 'circuit opened')
})

it('tries again after a pause, and is closed by an answer', async () => {
  await fail(5, away)
  vi.advanceTimersByTime(5_000)
  expect(await through('work', answer)).toBe('answer')
  expect(await through('work', answer)).toBe('answer')
})

it('shows its state to whoever watches: 0 closed, 2 open, 1 while one caller tries again', async () => {
  const name = crypto.randomUUID()
  through = createCircuit(name, { isOutage: () => true, describe: () => ({}) })
  const state = () => circuitStates().get(name)
  expect(state()).toBe(0)
  await fail(5, away)
  expect(state()).toBe(2)
  expect(logged.error).toHaveBeenCalledExactlyOnceWith({ upstream: name }, 'circuit opened')
  vi.advanceTimersByTime(5_000)
  expect(await through('work', () => answer().then(state))).toBe(1)
  expect(state()).toBe(0)
  expect(logged.warn).toHaveBeenCalledWith({ upstream: name }, 'circuit closed')
})

it('is closed by a refusal, too, for the service is there', async () => {
  await fail(4, away)
  await fail(1, refuse)
  await fail(4, away)
  expect(await through('work', answer)).toBe('answer')
})

const abandon = (times: number) =>
  withRequestContext(
    'an id',
    () => AbortSignal.abort(),
    () => fail(times, away),
  )

it('is not opened by clients that go away', async () => {
  await abandon(9)
  expect(await through('work', answer)).toBe('answer')
})

it('is not kept closed by them either', async () => {
  await fail(4, away)
  await abandon(1)
  await fail(1, away)
  await expect(through('work', answer)).rejects.toMatchObject({ code: 'upstream_unavailable' })
})

// The budget ends 10 s after the request's beginning; the call's own limit is 8 s.
const callAfter = (ms: number) =>
  withRequestContext(
    'an id',
    () => new AbortController().signal,
    async () => {
      vi.advanceTimersByTime(ms)
      await through('work', () => withinRequest(8_000, () => new Promise<never>(() => undefined)))
    },
  )

it('is not opened by calls that began too late in their request', async () => {
  for (let count = 0; count < 9; count++) {
    await expect(callAfter(9_999)).rejects.toMatchObject({ name: 'TimeoutError' })
  }
  expect(await through('work', answer)).toBe('answer')
})

it('is opened by calls that had all of their time', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  for (let count = 0; count < 5; count++) {
    const call = expect(callAfter(0)).rejects.toMatchObject({ name: 'TimeoutError' })
    await vi.advanceTimersByTimeAsync(8_000)
    await call
  }
  await expect(through('work', answer)).rejects.toMatchObject({ code: 'upstream_unavailable' })
})

it('logs each attempt that fails, once, and how', async () => {
  const attempts = through('work', async (attempt) => {
    await attempt(away).catch(() => undefined)
    return attempt(answer)
  })
  expect(await attempts).toBe('answer')
  expect(logged.warn).toHaveBeenCalledExactlyOnceWith(
    {
      upstream: 'a service',
      operation: 'work',
      attempt: 1,
      duration: expect.any(Number) as number,
      code: 'away',
    },
    'remote call failed',
  )
})
