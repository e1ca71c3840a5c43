import { beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'

const cloud = localCloud()
let authorizationEndpoint: () => Promise<string>

// Each test begins as a process does: it knows nothing of Entra.
beforeEach(async () => {
  vi.resetModules()
  authorizationEndpoint = (await import('./authorization-endpoint')).authorizationEndpoint
})

const endpoint = () =>
  `${cloud.emulator.url}/${cloud.emulator.config.tenantId}/oauth2/v2.0/authorize`
const asked = async () => (await cloud.emulator.requests('entra.discovery')).length

it('where Entra signs people in is fetched once, for all who come', async () => {
  const all = await Promise.all([authorizationEndpoint(), authorizationEndpoint()])
  expect([...all, await authorizationEndpoint()]).toEqual(Array(3).fill(endpoint()))
  expect(await asked()).toBe(1)
})

describe('what fails is a refusal, and is tried again by who comes next:', () => {
  const misnamed = { error: 'invalid_request', error_description: 'AADSTS90002: Tenant not found.' }
  const elsewhere = { authorization_endpoint: 'javascript:alert(1)' }

  it.each([
    ['a lost connection', { drop: 'before' }, { isFault: true }],
    ['an outage', { status: 503 }, { isFault: true, details: { code: 'Error' } }],
    ['an answer that is no JSON', { status: 200, body: 'nothing' }, { isFault: true }],
    ['an answer without an address', { status: 200, body: {} }, { isFault: true }],
    ['an address that no browser is led to', { status: 200, body: elsewhere }, { isFault: true }],
    [
      'a tenant that does not exist',
      { status: 400, body: misnamed },
      { isFault: false, details: { oauthError: 'invalid_request', aadsts: 'AADSTS90002' } },
    ],
  ] as const)('%s', async (_, fault, refusal) => {
    await cloud.emulator.fault({ operation: 'entra.discovery', ...fault })
    await expect(authorizationEndpoint()).rejects.toMatchObject({
      name: 'SignInRefusal',
      ...refusal,
    })
    expect(await authorizationEndpoint()).toBe(endpoint())
  })
})
