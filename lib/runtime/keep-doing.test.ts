import { afterEach, expect, it, vi } from 'vitest'
import { keepDoing } from './keep-doing'

const warn = vi.hoisted(() => vi.fn())
vi.mock('@/lib/observability/log', () => ({ log: () => ({ warn }) }))

afterEach(() => vi.useRealTimers())

it('work is done every 5 seconds, and while it fails less and less often, down to once a minute', async () => {
  const work = vi.fn(() => Promise.resolve())
  vi.useFakeTimers()
  keepDoing(work, 'work failed')
  const worksAgainAfter = async (seconds: number) => {
    work.mockClear()
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
    expect(work).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(work).toHaveBeenCalledOnce()
  }
  await worksAgainAfter(5)
  const err = new Error('no')
  work.mockRejectedValue(err)
  for (const seconds of [5, 10, 20, 40, 60]) await worksAgainAfter(seconds)
  expect(warn).toHaveBeenLastCalledWith({ err }, 'work failed')
  work.mockResolvedValue()
  for (const seconds of [60, 5]) await worksAgainAfter(seconds)
})
