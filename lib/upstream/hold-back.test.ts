import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { retryAfterFrom } from '@/tests/support/server/retry-after'
import { createUpstream, type Service } from './create-upstream'
import { heldUntil } from './hold-back'

vi.mock('@/lib/observability/log', () => {
  const logger = { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }
  return { log: () => logger }
})

// Fake timers leave those that are promises alone.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
}))

class Throttled extends Error {
  constructor(readonly retryAfter?: string) {
    super('throttled')
  }
}

const service: Service = {
  name: 'a service',
  limit: 8_000,
  isOutage: () => false,
  describe: (error) => ({ status: error instanceof Throttled ? 429 : 400 }),
  toProblem: (error) => error as Error,
  retryAfter: (error) => (error instanceof Throttled ? error.retryAfter : '30'),
  limitsAllTogether: true,
}
const call = createUpstream(service)
const done = vi.fn(() => Promise.resolve('done'))

beforeEach(() => {
  vi.useFakeTimers()
  heldUntil.clear()
  done.mockClear()
})
afterEach(() => void vi.useRealTimers())

async function fail(error: Error, upstream = call): Promise<void> {
  await expect(upstream('create', () => Promise.reject(error))).rejects.toBe(error)
}

it('after a 429 nobody asks for the operation again before the time is over that it named', async () => {
  await fail(new Throttled('30'))
  vi.advanceTimersByTime(10_000)
  await expect(call('create', done)).rejects.toMatchObject({
    code: 'upstream_throttled',
    headers: { 'retry-after': retryAfterFrom(20) },
  })
  vi.advanceTimersByTime(19_999)
  await expect(call('create', done)).rejects.toMatchObject({ code: 'upstream_throttled' })
  expect(done).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  await expect(call('create', done)).resolves.toBe('done')
})

it('other operations, and those of other services, go on', async () => {
  await fail(new Throttled('30'))
  await expect(call('delete', done)).resolves.toBe('done')
  const other = createUpstream({ ...service, name: 'another service' })
  await expect(other('create', done)).resolves.toBe('done')
})

it('what may be repeated waits for a time that fits', async () => {
  await fail(new Throttled('7'))
  const begunAt = Date.now()
  const waiting = call('create', done, { isRepeatable: true })
  await vi.runAllTimersAsync()
  await expect(waiting).resolves.toBe('done')
  expect(Date.now() - begunAt).toBe(7_000)
})

it('what may be repeated is refused at once where the time doesn’t fit', async () => {
  await fail(new Throttled('8'))
  await expect(call('create', done, { isRepeatable: true })).rejects.toMatchObject({
    code: 'upstream_throttled',
  })
})

it('nothing is held back by a 429 that names no time, nor by any other error', async () => {
  await fail(new Throttled())
  await fail(new Error('refused'))
  await expect(call('create', done)).resolves.toBe('done')
})

it('nothing is held back for a service that limits each caller by itself', async () => {
  const each = createUpstream({ ...service, limitsAllTogether: false })
  await fail(new Throttled('30'), each)
  await expect(each('create', done)).resolves.toBe('done')
})
