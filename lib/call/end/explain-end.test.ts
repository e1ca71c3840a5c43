import { describe, expect, it } from 'vitest'
import type { ProblemResponse } from '@/lib/contract/schemas'
import { endCodes } from './end-codes'
import { explainEnd } from './explain-end'

function service(code: number, subCode: number) {
  return explainEnd({ reason: 'service', code, subCode, callId: 'call' })
}

describe('the end of a call', () => {
  it.each([
    [0, 0, 'You left the call.'],
    [0, 4097, 'The organizer ended the meeting for everyone.'],
    [0, 5300, 'You were removed from the call.'],
    [490, 4525, 'The calling service could not be reached.'],
    [495, 4507, 'Your token had expired.'],
    [480, 10037, 'They are not signed in on any device.'],
  ])('with %i/%i is explained', (code, subCode, text) => {
    expect(service(code, subCode).text).toBe(text)
  })

  it('with an unknown subcode is explained by its code', () => {
    expect(service(403, 999_999).text).toBe('You are not allowed to join this call.')
    expect(service(503, 1).text).toBe('The calling service is overloaded.')
  })

  it('with unknown codes says which', () => {
    expect(service(699, 42).text).toContain('699/42')
    expect(service(0, 12_345).text).toContain('0/12345')
  })

  it('is ordinary when the person caused it', () => {
    expect(explainEnd({ reason: 'left' }).isOrdinary).toBe(true)
    expect(explainEnd({ reason: 'token-ended' }).isOrdinary).toBeUndefined()
    expect(explainEnd({ reason: 'denied' }).text).toContain('denied your request to join')
  })

  it('without a token says whether the person is still signed in', () => {
    const problem = { status: 401, detail: 'Sign in.' } as ProblemResponse
    expect(explainEnd({ reason: 'no-token', problem })).toMatchObject({ advice: 'Sign in.' })
    expect(explainEnd({ reason: 'no-token', problem }).text).toContain('session has ended')
    const limited = { ...problem, status: 403 }
    expect(explainEnd({ reason: 'no-token', problem: limited }).text).toContain('No token')
  })
})

it('every code that is not ordinary comes with advice, where there is any', () => {
  const helpless = Object.entries(endCodes).filter(
    ([, { isOrdinary, advice }]) => !isOrdinary && !advice,
  )
  expect(helpless.map(([code]) => code)).toEqual(['0/5317'])
})
