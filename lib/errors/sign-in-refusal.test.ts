import { describe, expect, it } from 'vitest'
import { refusalOf } from './sign-in-refusal'

describe('what a directory says becomes names and numbers', () => {
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
