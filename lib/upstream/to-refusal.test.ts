import { errors } from 'jose'
import { expect, it } from 'vitest'
import { Problem } from '@/lib/errors/problem'
import { refusalOf } from '@/lib/errors/sign-in-refusal'
import { toRefusal } from './to-refusal'

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
