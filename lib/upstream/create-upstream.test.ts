import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withRequestContext } from '@/lib/observability/request-context'
import { createUpstream, type Service, type Upstream } from './create-upstream'

vi.mock('@/lib/observability/log', () => {
  const logger = { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }
  return { log: () => logger }
})

// Fake timers leave those that are promises alone.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, _: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      setTimeout(resolve, ms)
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
    }),
}))

class Outage extends Error {
  constructor(readonly retryAfter?: string) {
    super('unavailable')
  }
}
class Throttled extends Error {}

const service: Service = {
  name: 'a service',
  limit: 8_000,
  isOutage: (error) => error instanceof Outage,
  describe: (error) => (error instanceof Throttled ? { status: 429 } : { status: 400 }),
  toProblem: (error) => new Error('as a problem', { cause: error }),
}
let call: Upstream

beforeEach(() => {
  vi.useFakeTimers()
  call = createUpstream({
    ...service,
    retryAfter: (error) => (error instanceof Outage ? error.retryAfter : undefined),
  })
})
afterEach(() => vi.useRealTimers())

/** Work that fails as told, one error after the other, and then succeeds. */
function failing(...errors: Error[]) {
  return vi.fn(() => {
    const error = errors.shift()
    return error ? Promise.reject(error) : Promise.resolve('done')
  })
}

async function settled<T>(promise: Promise<T>) {
  const outcome = promise.catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  return outcome
}

const repeatable = { isRepeatable: true }

it('what may be done twice is tried three times, with pauses that double', async () => {
  const startedAt = Date.now()
  expect(await settled(call('work', failing(new Outage(), new Throttled()), repeatable))).toBe(
    'done',
  )
  expect(Date.now() - startedAt).toBe(600)
  const work = failing(new Outage(), new Outage(), new Outage())
  expect(await settled(call('work', work, repeatable))).toMatchObject({ message: 'as a problem' })
  expect(work).toHaveBeenCalledTimes(3)
})

it('what may not be done twice is tried once, and so is what was refused', async () => {
  for (const [error, options] of [
    [new Outage(), {}],
    [new Error('refused'), repeatable],
  ] as const) {
    const work = failing(error)
    expect(await settled(call('work', work, options))).toMatchObject({ cause: error })
    expect(work).toHaveBeenCalledOnce()
  }
})

it('a pause is as long as the service asks for, and is not begun where it doesn’t fit', async () => {
  const startedAt = Date.now()
  expect(await settled(call('work', failing(new Outage('3')), repeatable))).toBe('done')
  expect(Date.now() - startedAt).toBe(3_000)
  const work = failing(new Outage('8'))
  const askedAt = Date.now()
  expect(await settled(call('work', work, repeatable))).toMatchObject({ message: 'as a problem' })
  expect(work).toHaveBeenCalledOnce()
  expect(Date.now()).toBe(askedAt)
})

it('a service that never says how long to wait is asked again all the same', async () => {
  const silent = createUpstream(service)
  const startedAt = Date.now()
  expect(await settled(silent('work', failing(new Outage()), repeatable))).toBe('done')
  expect(Date.now() - startedAt).toBe(200)
})

it('nothing is asked again for a client that went away during the pause', async () => {
  const client = new AbortController()
  const work = failing(new Outage('3'))
  const outcome = withRequestContext(
    'an id',
    () => client.signal,
    () => call('work', work, repeatable),
  )
  setTimeout(() => client.abort(), 1_000)
  expect(await settled(outcome)).toMatchObject({ cause: { name: 'AbortError' } })
  expect(work).toHaveBeenCalledOnce()
})

it('a call may have a problem of its own', async () => {
  const own = new Error('its own')
  const work = failing(new Error('refused'))
  expect(await settled(call('work', work, { toProblem: () => own }))).toBe(own)
})

it('a client that goes away ends a call, unless that outlives its request', async () => {
  const during = (options: object) => {
    const client = new AbortController()
    const work = () => new Promise((resolve) => setTimeout(() => resolve('done'), 7_000))
    const outcome = withRequestContext(
      'an id',
      () => client.signal,
      () => call('work', work, options),
    )
    setTimeout(() => client.abort(), 1_000)
    return settled(outcome)
  }
  expect(await during({})).toMatchObject({ cause: { name: 'AbortError' } })
  expect(await during({ outlivesRequest: true })).toBe('done')
})

it('a call ends at its limit', async () => {
  const startedAt = Date.now()
  const never = () => new Promise(() => undefined)
  expect(await settled(call('work', never, { outlivesRequest: true }))).toMatchObject({
    cause: { name: 'TimeoutError' },
  })
  expect(Date.now() - startedAt).toBe(8_000)
})
