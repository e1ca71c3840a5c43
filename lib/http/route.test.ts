import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/lib/errors/problem'
import { clientSignal } from '@/lib/observability/request-context'
import { accepted, ok } from './responses'
import { route } from './route'

const logged = vi.hoisted(() => ({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }))
vi.mock('@/lib/observability/log', () => ({ log: () => logged }))
const recordRequest = vi.hoisted(() => vi.fn())
vi.mock('@/lib/observability/telemetry', () => ({ recordRequest }))
vi.mock('@/lib/env', () => ({
  env: () => ({ corsAllowedOrigins: [], appUrl: 'https://app.example', logClientAddress: 'off' }),
}))

beforeEach(() => vi.clearAllMocks())

function ask(
  handler: () => Promise<Response>,
  init: ConstructorParameters<typeof NextRequest>[1] = {},
) {
  return route(handler)(new NextRequest('https://app.example/api/user?code=secret', init))
}

const failing = (error: Error, init?: Parameters<typeof ask>[1]) =>
  ask(() => Promise.reject(error), init)

describe('a request that is not served is on record', () => {
  const entry = { method: 'DELETE', path: '/api/user' }

  it('as a refusal, for auditors', async () => {
    await failing(new Problem('scope_missing'), { method: 'DELETE' })
    const record = { ...entry, code: 'scope_missing', status: 403, audit: 'denied', err: undefined }
    expect(logged.info).toHaveBeenCalledExactlyOnceWith(record, 'request refused')
    expect(logged.error).not.toHaveBeenCalled()
  })

  it.each([
    [500, new Error('unforeseen')],
    [502, new Problem('upstream_failed')],
    [503, new Problem('upstream_unavailable')],
  ])('as a failure of this server, with its cause: %i', async (status, error) => {
    await failing(error, { method: 'DELETE' })
    const record = expect.objectContaining({ ...entry, status }) as object
    expect(logged.error).toHaveBeenCalledExactlyOnceWith(record, 'request failed')
    expect(logged.info).not.toHaveBeenCalled()
  })

  it('as nothing to worry about where the client went away', async () => {
    await failing(new Error('aborted'), { signal: AbortSignal.abort() })
    expect(logged.info.mock.calls.map((call) => call[1] as string)).toEqual(['client went away'])
    expect(logged.error).not.toHaveBeenCalled()
  })
})

it('remote calls for a request learn when its client goes away', async () => {
  const client = new AbortController()
  await ask(
    () => {
      expect(clientSignal()?.aborted).toBe(false)
      client.abort()
      expect(clientSignal()?.aborted).toBe(true)
      return Promise.resolve(ok({}))
    },
    { signal: client.signal },
  )
  expect.assertions(2)
})

it('each request is measured, in seconds, by its path alone', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const response = await ask(() => {
    vi.advanceTimersByTime(1_500)
    return Promise.resolve(accepted({}))
  })
  vi.useRealTimers()
  expect(response.status).toBe(202)
  const answered = { method: 'GET', path: '/api/user', status: 202, seconds: 1.5 }
  expect(recordRequest).toHaveBeenCalledExactlyOnceWith(answered)
})

it('only foreign pages are named in the log as refused', async () => {
  const warned = async (origin: string) => {
    await ask(() => Promise.resolve(ok({})), { headers: { origin } })
    return logged.warn.mock.calls.length
  }
  expect(await warned('https://app.example')).toBe(0)
  expect(await warned('https://evil.example')).toBe(1)
})
