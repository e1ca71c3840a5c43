import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rememberVerified } from './remember-verified'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

const MINUTES = 60
const HOURS = 60 * MINUTES

/** Verifies what ends in so many seconds. */
function verifier(seconds: number) {
  const endsAt = Date.now() / 1000 + seconds
  return vi.fn((says?: string) => Promise.resolve({ says: says ?? 'Ada', endsAt }))
}

function pass(milliseconds: number) {
  vi.setSystemTime(Date.now() + milliseconds)
}

it('the same credentials are verified once', async () => {
  const recall = rememberVerified<string>()
  const verify = verifier(1 * HOURS)
  expect(await recall('of Ada', verify)).toBe('Ada')
  expect(await recall('of Ada', verify)).toBe('Ada')
  expect(verify).toHaveBeenCalledOnce()
})

it('others are others, and each memory is its own', async () => {
  const recall = rememberVerified<string>()
  await recall('of Ada', verifier(1 * HOURS))
  const verify = verifier(1 * HOURS)
  expect(await recall('of Grace', () => verify('Grace'))).toBe('Grace')
  expect(await rememberVerified<string>()('of Ada', () => verify('somebody'))).toBe('somebody')
  expect(await recall('of Ada', verify)).toBe('Ada')
})

it.each([
  ['five minutes, however long they are good for', 12 * HOURS, 5 * MINUTES],
  ['their own end, if that is sooner', 30, 30],
])('they are verified again after %s', async (_, life, seconds) => {
  const recall = rememberVerified<string>()
  const verify = verifier(life)
  await recall('of Ada', verify)
  pass(seconds * 1000 - 1)
  await recall('of Ada', verify)
  expect(verify).toHaveBeenCalledOnce()
  pass(2)
  await recall('of Ada', verify)
  expect(verify).toHaveBeenCalledTimes(2)
})

it('what has ended is verified each time', async () => {
  const recall = rememberVerified<string>()
  const verify = verifier(0)
  for (let time = 0; time < 2; time++) expect(await recall('of Ada', verify)).toBe('Ada')
  expect(verify).toHaveBeenCalledTimes(2)
})

it('a failure is not remembered', async () => {
  const recall = rememberVerified<string>()
  const failure = new Error('not now')
  await expect(recall('of Ada', () => Promise.reject(failure))).rejects.toBe(failure)
  expect(await recall('of Ada', verifier(60))).toBe('Ada')
})

it('what was verified by something else is verified again, also where it changed meanwhile', async () => {
  let keys = 1
  const recall = rememberVerified<string>(() => keys)
  const verify = verifier(1 * HOURS)
  await recall('of Ada', () => {
    keys = 2
    return verify()
  })
  await recall('of Ada', verify)
  await recall('of Ada', verify)
  expect(verify).toHaveBeenCalledTimes(2)
  keys = 3
  await recall('of Ada', verify)
  expect(verify).toHaveBeenCalledTimes(3)
})
