import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { codeOf, countAttempts, type RemoteFailure } from './attempt'

const logged = vi.hoisted(() => ({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }))
vi.mock('@/lib/observability/log', () => ({ log: () => logged }))

beforeEach(() => {
  vi.clearAllMocks()
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => void vi.useRealTimers())

/** Makes an attempt that fails as `failure` says: what is written of it, and how urgently. */
async function written(failure: RemoteFailure, error = new Error('failed'), signal?: AbortSignal) {
  const attempt = countAttempts({ upstream: 'ACS', operation: 'work' }, () => failure)
  await expect(attempt(() => Promise.reject(error), signal)).rejects.toBe(error)
  const lines = Object.entries(logged).flatMap(([level, { mock }]) =>
    mock.calls.map(([entry, message]) => ({
      level,
      entry: entry as object,
      message: String(message),
    })),
  )
  expect(lines).toHaveLength(1)
  return lines[0]
}

it.each([
  [{ status: 400 }, 'info'],
  [{ status: 401 }, 'info'],
  [{ status: 499 }, 'info'],
  [{ status: 429 }, 'warn'],
  [{ status: 500 }, 'warn'],
  [{ status: 503 }, 'warn'],
  [{ code: 'ECONNREFUSED' }, 'warn'],
  [{ status: 401, credentials: 'check the key' }, 'error'],
])('%j is written as %s', async (failure, level) => {
  expect(await written(failure)).toMatchObject({
    level,
    entry: { upstream: 'ACS', operation: 'work' },
  })
})

it('refused credentials are a message of their own', async () => {
  const line = await written({ status: 401, credentials: 'check the key' })
  expect(line?.message).toBe('check the key')
  expect(line?.entry).not.toHaveProperty('credentials')
})

it('each attempt has its number, and the milliseconds that it took', async () => {
  const attempt = countAttempts({ upstream: 'ACS', operation: 'work' }, () => ({}))
  const failAfter = (ms: number) =>
    attempt(() => {
      vi.advanceTimersByTime(ms)
      return Promise.reject(new Error('failed'))
    })
  await failAfter(120).catch(() => undefined)
  await failAfter(30).catch(() => undefined)
  expect(logged.warn.mock.calls.map(([entry]) => entry as object)).toMatchObject([
    { attempt: 1, duration: 120 },
    { attempt: 2, duration: 30 },
  ])
})

it('a client that went away is nothing to worry about', async () => {
  const gone = AbortSignal.abort(new DOMException('gone', 'AbortError'))
  const line = await written({}, new Error('The operation was aborted.'), gone)
  expect(line).toMatchObject({ level: 'debug', entry: { upstream: 'ACS', operation: 'work' } })
})

it('a deadline is what ended an attempt, whatever the client library makes of it', async () => {
  const describe = vi.fn(() => ({}))
  const attempt = countAttempts({ upstream: 'ACS', operation: 'work' }, describe)
  const late = new DOMException('late', 'TimeoutError')
  const library = new DOMException('The operation was aborted.', 'AbortError')
  const work = () => Promise.reject(library)
  await expect(attempt(work, AbortSignal.abort(late))).rejects.toBe(library)
  expect(describe).toHaveBeenCalledWith(late)
})

const withCode = (code: unknown, cause?: unknown) =>
  Object.assign(new Error('failed for ada@contoso.example', { cause }), { code })

it.each([
  [withCode('ECONNREFUSED'), 'ECONNREFUSED'],
  [withCode('invalid.code-7'), 'invalid.code-7'],
  [new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }), 'ENOTFOUND'],
  [withCode('OUTER', withCode('INNER')), 'OUTER'],
  [new TypeError('fetch failed', { cause: 'ENOTFOUND' }), 'TypeError'],
  // A DOMException's code is a number that says nothing.
  [new DOMException('late', 'TimeoutError'), 'TimeoutError'],
  [withCode('E1 ada@contoso.example'), 'Error'],
  [withCode('ada@contoso.example E1'), 'Error'],
  [withCode('@'), 'Error'],
  [withCode('x'.repeat(65)), 'Error'],
  ['a text', undefined],
  [{ name: 5 }, undefined],
])('an error is named by its code, and by nothing that might hold more: %s', (error, code) => {
  expect(codeOf(error)).toBe(code)
})
