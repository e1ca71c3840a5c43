import { expect, it, vi } from 'vitest'
import { Problem } from '@/lib/errors/problem'

it('is recognized across copies of its module', async () => {
  vi.resetModules()
  const copy = await import('@/lib/errors/problem')
  expect(copy.Problem).not.toBe(Problem)
  expect(new copy.Problem('not_found')).toBeInstanceOf(Problem)
  expect(new Error('not_found')).not.toBeInstanceOf(Problem)
})

it('keeps the cause out of the response', () => {
  const problem = new Problem('upstream_failed', { cause: new Error('key 123 refused') })
  expect(JSON.stringify(problem.toBody('id'))).not.toContain('key 123')
  expect(problem.cause).toMatchObject({ message: 'key 123 refused' })
})
