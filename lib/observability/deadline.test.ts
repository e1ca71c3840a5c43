import { expect, it, vi } from 'vitest'
import { BudgetSpent, withinLimit, withinRequest } from './deadline'
import { withRequestContext } from './request-context'

const never = () => new Promise<never>(() => undefined)

it('answers what the work answers', async () => {
  expect(await withinLimit(1_000, () => Promise.resolve('done'))).toBe('done')
})

it('hands on what the work throws', async () => {
  const fault = new Error('refused')
  await expect(withinLimit(1_000, () => Promise.reject(fault))).rejects.toBe(fault)
})

it('ends work at the limit, even work that does not heed its signal', async () => {
  let given: AbortSignal | undefined
  const work = withinLimit(20, (signal) => {
    given = signal
    return never()
  })
  await expect(work).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(given?.aborted).toBe(true)
})

it('ends a request’s work when its client goes away, but lets other work go on', async () => {
  const client = new AbortController()
  const { request, other } = withRequestContext(
    'an id',
    () => client.signal,
    () => ({
      request: withinRequest(1_000, never),
      other: withinLimit(1_000, (signal) => Promise.resolve(signal)),
    }),
  )
  client.abort()
  await expect(request).rejects.toMatchObject({ name: 'AbortError' })
  expect((await other).aborted).toBe(false)
})

it('does not begin to wait for a client that is gone already', async () => {
  const work = withRequestContext(
    'an id',
    () => AbortSignal.abort(),
    () => withinRequest(60_000, never),
  )
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
})

it('tells a limit that was reached from a budget that was used up', async () => {
  vi.useFakeTimers()
  const begin = (usedMs: number) =>
    withRequestContext(
      'an id',
      () => new AbortController().signal,
      () => {
        vi.advanceTimersByTime(usedMs)
        return withinRequest(8_000, never).catch((error: unknown) => error)
      },
    )
  const ended = Promise.all([begin(0), begin(9_000)])
  await vi.advanceTimersByTimeAsync(8_000)
  vi.useRealTimers()
  const [late, spent] = await ended
  expect(late).toMatchObject({ name: 'TimeoutError' })
  expect(late).not.toBeInstanceOf(BudgetSpent)
  expect(spent).toMatchObject({ name: 'TimeoutError' })
  expect(spent).toBeInstanceOf(BudgetSpent)
})
