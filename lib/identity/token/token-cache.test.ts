import { afterEach, expect, it, vi } from 'vitest'
import type { TokenOptions } from '@/lib/communication/users'
import type { Mapping } from '../store/identity-store'
import { findToken, keepToken } from './token-cache'

const countLookup = vi.hoisted(() => vi.fn())
vi.mock('@/lib/observability/telemetry', () => ({ countLookup }))

afterEach(() => vi.useRealTimers())

const options: TokenOptions = { scopes: ['voip'], expiresInMinutes: 60 }

/** A mapping of somebody nobody has asked a token for. */
function someMapping(changes: Partial<Mapping> = {}): Mapping {
  return {
    id: crypto.randomUUID(),
    acsUserId: '8:acs:ada',
    tokenGeneration: 0,
    isRevoking: false,
    isUnusable: false,
    ...changes,
  }
}

function tokenFor(minutes: number) {
  return { token: crypto.randomUUID(), expiresOn: new Date(Date.now() + minutes * 60_000) }
}

it('a token is found again for the same mapping, scopes and minutes', () => {
  const mapping = someMapping()
  const token = tokenFor(60)
  keepToken(mapping, options, token)
  expect(findToken(mapping, { ...options })).toEqual(token)
})

it('each time that one is looked for counts as a hit or a miss', () => {
  const mapping = someMapping()
  findToken(mapping, options)
  expect(countLookup).toHaveBeenLastCalledWith('acs_token', false)
  keepToken(mapping, options, tokenFor(60))
  findToken(mapping, options)
  expect(countLookup).toHaveBeenLastCalledWith('acs_token', true)
})

it.each<[string, Partial<TokenOptions>]>([
  ['other scopes', { scopes: ['chat'] }],
  ['more scopes', { scopes: ['chat', 'voip'] }],
  ['a scope whose name is a part of its own', { scopes: ['voip.join'] }],
  ['another life', { expiresInMinutes: 120 }],
])('a token is not found for %s', (_, changes) => {
  const mapping = someMapping()
  keepToken(mapping, options, tokenFor(60))
  expect(findToken(mapping, { ...options, ...changes })).toBeUndefined()
})

it('a token is not found for another person, nor after a revocation', () => {
  const mapping = someMapping()
  keepToken(mapping, options, tokenFor(60))
  expect(findToken(someMapping(), options)).toBeUndefined()
  expect(findToken({ ...mapping, tokenGeneration: 1 }, options)).toBeUndefined()
})

it('a token that ACS may still revoke is not kept', () => {
  const mapping = someMapping({ isRevoking: true })
  keepToken(mapping, options, tokenFor(60))
  expect(findToken({ ...mapping, isRevoking: false }, options)).toBeUndefined()
})

it.each([
  ['has expired', -1],
  ['expires now', 0],
])('a token that %s is not kept', (_, minutes) => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const mapping = someMapping()
  keepToken(mapping, options, tokenFor(minutes))
  expect(findToken(mapping, options)).toBeUndefined()
})

// Last: the cache looks at the clock once a millisecond, and for that long would be ahead of the next test.
it('a token is found for half of its life', async () => {
  const mapping = someMapping()
  keepToken(mapping, options, tokenFor(60))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * 60_000 })
  expect(findToken(mapping, options)).toBeDefined()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60_000 })
  await vi.waitFor(() => expect(findToken(mapping, options)).toBeUndefined())
})
