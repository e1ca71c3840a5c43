import { errors } from 'jose'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/lib/errors/problem'
import { refusalOf, toRefusal } from './sign-in-refusal'

describe('what Entra says becomes names and numbers', () => {
  it.each([
    ['access_denied', 'AADSTS65004: Declined by ada@contoso.example', 'AADSTS65004'],
    ['invalid_client', 'AADSTS7000215: Invalid secret', 'AADSTS7000215'],
    ['invalid_grant', undefined, undefined],
    ['consent_required', null, undefined],
  ])('%s, %s', (error, description, aadsts) => {
    expect(refusalOf(error, description)).toMatchObject({
      details: { oauthError: error, aadsts },
      isFault: false,
    })
  })

  it.each(['x'.repeat(60_000), '', 'INVALID_CLIENT', '__proto__', '{"level":60}\n', undefined, 5])(
    'and anything else is “other”',
    (error) => {
      expect(refusalOf(error, '').details.oauthError).toBe('other')
    },
  )

  it.each([`AADSTS${'1'.repeat(50_000)}`, 'XAADSTS65004', 'AADSTS12'])(
    'and what only looks like a number is none',
    (description) => {
      expect(refusalOf('access_denied', description).details.aadsts).toBeUndefined()
    },
  )
})

it('names a lost connection by its innermost code, and says nothing of its text', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const refusal = toRefusal(new TypeError('fetch failed', { cause }))
  expect(refusal).toMatchObject({ details: { code: 'ECONNREFUSED' }, isFault: true })
  expect(refusal.message).toBe('The sign-in was refused.')
  expect(refusal.cause).toBeUndefined()
})

it('names the check that a token failed, where there is a name', () => {
  const expired = new errors.JWTExpired('"exp" claim timestamp check failed', {})
  expect(codeOf(new Problem('token_expired', { cause: expired }))).toBe('ERR_JWT_EXPIRED')
  const issuer = new Error('wrong issuer')
  expect(codeOf(new Problem('token_invalid', { cause: issuer }))).toBe('token_invalid')
  expect(codeOf(new Problem('token_invalid'))).toBe('token_invalid')
})

it('leaves a refusal as it is', () => {
  const refusal = refusalOf('access_denied', '')
  expect(toRefusal(refusal)).toBe(refusal)
})

function codeOf(error: unknown) {
  return toRefusal(error).details.code
}
