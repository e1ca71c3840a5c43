import { afterEach, expect, it, vi } from 'vitest'
import { retryAfterHeader } from './retry-after'

afterEach(() => void vi.restoreAllMocks())

function secondsBy(chance: number, seconds: number): string {
  vi.spyOn(Math, 'random').mockReturnValue(chance)
  return retryAfterHeader(seconds)['retry-after']
}

it.each([
  [1, '1', '2'],
  [5, '5', '8'],
  [30, '30', '46'],
])(
  'whoever is to wait %i seconds waits %s at the least and %s at the most',
  (seconds, ...bounds) => {
    expect([secondsBy(0, seconds), secondsBy(1 - Number.EPSILON, seconds)]).toEqual(bounds)
  },
)

it('those who are refused together come back over all of that time, about as many in each second', () => {
  const counts: Record<string, number> = {}
  for (let person = 0; person < 17_000; person++) {
    const told = retryAfterHeader(30)['retry-after']
    counts[told] = (counts[told] ?? 0) + 1
  }
  expect(Object.keys(counts)).toHaveLength(17)
  // Six standard deviations around a seventeenth of them.
  for (const count of Object.values(counts)) expect(Math.abs(count - 1000)).toBeLessThan(190)
})
