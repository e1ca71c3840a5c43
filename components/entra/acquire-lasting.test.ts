import {
  type AuthenticationResult,
  InteractionRequiredAuthError,
  ServerError,
} from '@azure/msal-browser'
import { expect, test, vi } from 'vitest'
import { acquireLasting } from './acquire-lasting'

function result(minutes: number, fromCache: boolean): AuthenticationResult {
  const expiresOn = new Date(Date.now() + minutes * 60_000)
  return { expiresOn, fromCache } as AuthenticationResult
}

/** MSAL with a token in its cache, and an Entra that issues one or refuses. */
function msal(minutes: number, issue: () => AuthenticationResult) {
  const cached = result(minutes, true)
  const acquire = vi.fn((forceRefresh: boolean) =>
    forceRefresh ? Promise.resolve().then(issue) : Promise.resolve(cached),
  )
  return { acquire, cached }
}

test('a token with ten minutes left is taken from the cache', async () => {
  const { acquire, cached } = msal(10.1, () => result(60, false))
  expect(await acquireLasting(acquire)).toBe(cached)
  expect(acquire).toHaveBeenCalledOnce()
})

test('a token with less time left is replaced', async () => {
  const issued = result(60, false)
  const { acquire } = msal(9.9, () => issued)
  expect(await acquireLasting(acquire)).toBe(issued)
})

test('a token that Entra just issued is not replaced', async () => {
  const issued = result(5, false)
  const acquire = vi.fn(() => Promise.resolve(issued))
  expect(await acquireLasting(acquire)).toBe(issued)
  expect(acquire).toHaveBeenCalledOnce()
})

test('while Entra is unavailable, the cached token is used to its end', async () => {
  const { acquire, cached } = msal(7, () => {
    throw new ServerError('temporarily_unavailable', 'id', 'AADSTS90033: A transient error.')
  })
  expect(await acquireLasting(acquire)).toBe(cached)
})

test('a refusal of Entra is thrown, whatever the cache holds', async () => {
  const decision = new InteractionRequiredAuthError('interaction_required', 'id')
  const { acquire } = msal(7, () => {
    throw decision
  })
  await expect(acquireLasting(acquire)).rejects.toBe(decision)
})
