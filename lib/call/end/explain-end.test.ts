import { describe, expect, it } from 'vitest'
import type { ProblemAnswer } from '@/lib/contract/schemas'
import { endCodes } from './end-codes'
import { explainEnd } from './explain-end'

function service(code: number, subCode: number) {
  return explainEnd({ reason: 'service', code, subCode, callId: 'call' })
}

describe('the end of a call', () => {
  it.each([
    [0, 0, 'You left the call.'],
    [0, 4097, 'The organiser ended the meeting for everyone.'],
    [0, 5300, 'Somebody removed you from the call.'],
    [490, 4525, 'The calling service could not be reached.'],
    [495, 4507, 'Your token had ended.'],
    [480, 10037, 'They are not signed in anywhere.'],
  ])('with %i/%i is explained', (code, subCode, text) => {
    expect(service(code, subCode).text).toBe(text)
  })

  it('with an unknown subcode is explained by its code', () => {
    expect(service(403, 999_999).text).toBe('You may not join this call.')
    expect(service(503, 1).text).toBe('The calling service is overloaded.')
  })

  it('with unknown codes says which', () => {
    expect(service(699, 42).text).toContain('699/42')
    expect(service(0, 12_345).text).toContain('0/12345')
  })

  it('by one’s own doing is ordinary, by anything else not', () => {
    expect(explainEnd({ reason: 'left' }).isOrdinary).toBe(true)
    expect(explainEnd({ reason: 'token-ended' }).isOrdinary).toBeUndefined()
    expect(explainEnd({ reason: 'denied' }).text).toContain('did not let you in')
  })

  it('for want of a token says whether the person is still signed in', () => {
    const problem = { status: 401, detail: 'Sign in.' } as ProblemAnswer
    expect(explainEnd({ reason: 'no-token', problem })).toMatchObject({ advice: 'Sign in.' })
    expect(explainEnd({ reason: 'no-token', problem }).text).toContain('sign-in has ended')
    const limited = { ...problem, status: 403 }
    expect(explainEnd({ reason: 'no-token', problem: limited }).text).toContain('no token')
  })
})

it('every code that is not ordinary comes with advice, or could not be helped', () => {
  const helpless = Object.entries(endCodes).filter(
    ([, { isOrdinary, advice }]) => !isOrdinary && !advice,
  )
  expect(helpless.map(([code]) => code)).toEqual(['0/5317'])
})
