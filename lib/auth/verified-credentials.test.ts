import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rememberVerified } from './verified-credentials'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] }))
afterEach(() => vi.useRealTimers())

const MINUTE_SECONDS = 60
const inSeconds = (seconds: number) => Date.now() / 1000 + seconds
const found = { who: 'Ada' }

it('finds what was kept of the same credentials, and of no others', () => {
  const verified = rememberVerified<{ who: string }>()
  verified.keep('of Ada', found, inSeconds(600))
  expect(verified.find('of Ada')).toBe(found)
  expect(verified.find('of Grace')).toBeUndefined()
  expect(rememberVerified().find('of Ada')).toBeUndefined()
})

it('forgets after five minutes, however long the credentials are good for', () => {
  const verified = rememberVerified<{ who: string }>()
  verified.keep('of Ada', found, inSeconds(12 * 60 * MINUTE_SECONDS))
  vi.advanceTimersByTime(5 * MINUTE_SECONDS * 1000 - 10)
  expect(verified.find('of Ada')).toBe(found)
  vi.advanceTimersByTime(20)
  expect(verified.find('of Ada')).toBeUndefined()
})

it('forgets with the end of the credentials, if that is sooner', () => {
  const verified = rememberVerified<{ who: string }>()
  verified.keep('of Ada', found, inSeconds(30))
  vi.advanceTimersByTime(29_990)
  expect(verified.find('of Ada')).toBe(found)
  vi.advanceTimersByTime(20)
  expect(verified.find('of Ada')).toBeUndefined()
})

it('keeps nothing of credentials that have ended', () => {
  const verified = rememberVerified<{ who: string }>()
  verified.keep('of Ada', found, inSeconds(0))
  expect(verified.find('of Ada')).toBeUndefined()
})
