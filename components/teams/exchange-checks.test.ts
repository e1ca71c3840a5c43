import { expect, it } from 'vitest'
import type { ProblemCode } from '@/lib/contract/problems'
import { problemCodes } from '@/lib/contract/problems'
import { readChecks } from './exchange-checks'

function statesAfter(code: ProblemCode) {
  const problem = { type: '', title: '', status: 0, detail: 'why', code, correlationId: '' }
  return readChecks(problem).map(({ state }) => state)
}

it('a failed check means that those before it passed, and those after it were not reached', () => {
  const states = statesAfter('teams_token_wrong_user')
  expect(states).toEqual(['passed', 'passed', 'passed', 'failed', 'open', 'open', 'open', 'open'])
})

it.each(problemCodes.filter((code) => code.startsWith('teams_')))('%s fails a check', (code) => {
  expect(statesAfter(code)).toContain('failed')
})

it.each(['unauthenticated', 'upstream_unavailable', 'rate_limited'] as const)(
  '%s says nothing of the checks',
  (code) => {
    expect(new Set(statesAfter(code))).toEqual(new Set(['open']))
  },
)
