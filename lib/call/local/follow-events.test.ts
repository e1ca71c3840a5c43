import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followEvents } from './follow-events'
import { type Signaling, type SignalingEvent, SignalingError } from './signaling'

const ENDED: SignalingEvent = { event: 'ended', data: { reason: 'token' } }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** Follows events of which each attempt to listen is one of `attempts`; the last is made for ever. */
function follow(...attempts: (() => SignalingEvent[])[]) {
  const stop = new AbortController()
  const listener = { handle: vi.fn(), interrupted: vi.fn(), lost: vi.fn() }
  const events = vi.fn(async function* () {
    const attempt = attempts.length > 1 ? attempts.shift() : attempts[0]
    yield* await Promise.resolve(attempt?.() ?? [])
  })
  void followEvents({ events } as unknown as Signaling, stop.signal, listener)
  return { ...listener, events, stop }
}

function unavailable(): never {
  throw new TypeError('Failed to fetch')
}

test('after an interruption events are listened to again', async () => {
  const { handle, interrupted, lost } = follow(
    () => [ENDED],
    unavailable,
    () => [ENDED],
    unavailable,
  )
  await vi.advanceTimersByTimeAsync(2_500)
  expect(handle).toHaveBeenCalledTimes(2)
  expect(interrupted).toHaveBeenCalledTimes(3)
  expect(lost).not.toHaveBeenCalled()
})

test('after ten seconds without a response the call is lost', async () => {
  const { lost } = follow(() => [ENDED], unavailable)
  await vi.advanceTimersByTimeAsync(9_900)
  expect(lost).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(lost).toHaveBeenCalledExactlyOnceWith(undefined)
})

test('a refusal is final', async () => {
  const refusal = new SignalingError(404)
  const { events, interrupted, lost } = follow(() => {
    throw refusal
  })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(events).toHaveBeenCalledOnce()
  expect(interrupted).not.toHaveBeenCalled()
  expect(lost).toHaveBeenCalledExactlyOnceWith(refusal)
})

test('who has left listens no more, and misses nothing', async () => {
  const { events, lost, stop } = follow(unavailable)
  stop.abort()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(events).toHaveBeenCalledOnce()
  expect(lost).not.toHaveBeenCalled()
})
