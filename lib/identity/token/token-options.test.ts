import { expect, it, vi } from 'vitest'
import { tokenOptions } from './token-options'

const acs = { scopes: ['voip', 'chat'], expiresInMinutes: 90, maxExpiresInMinutes: 720 }
vi.mock('@/lib/env', () => ({ env: () => ({ acs }) }))

it('what is not asked for is the server’s default', () => {
  expect(tokenOptions()).toEqual({ scopes: ['voip', 'chat'], expiresInMinutes: 90 })
  expect(tokenOptions({ expiresInMinutes: 60 })).toEqual({
    scopes: ['voip', 'chat'],
    expiresInMinutes: 60,
  })
})

it('scopes are the same in any order, and however often they are named', () => {
  expect(tokenOptions({ scopes: ['voip', 'chat', 'voip'] }).scopes).toEqual(['chat', 'voip'])
  expect(tokenOptions({ scopes: ['chat', 'voip'] }).scopes).toEqual(['chat', 'voip'])
})

it('the longest life may be asked for, and not a minute more', () => {
  expect(tokenOptions({ expiresInMinutes: 720 }).expiresInMinutes).toBe(720)
  expect(() => tokenOptions({ expiresInMinutes: 721 })).toThrow(/invalid_request/)
})

it('each member that asks for too much is named', () => {
  const refused = vi.fn(() =>
    tokenOptions({ scopes: ['chat', 'voip.join'], expiresInMinutes: 800 }),
  )
  expect(refused).toThrow()
  expect(refused.mock.results[0]?.value).toMatchObject({
    code: 'invalid_request',
    errors: [
      { path: 'scopes.1', message: 'Only voip, chat may be asked for.' },
      { path: 'expiresInMinutes', message: 'At most 720 are allowed.' },
    ],
  })
})
