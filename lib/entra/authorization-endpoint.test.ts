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

it('it is fetched for all who come, even if the first of them goes away', async () => {
  const { withRequestContext } = await import('@/lib/observability/request-context')
  const gone = () => AbortSignal.abort()
  expect(await withRequestContext('correlation', gone, authorizationEndpoint)).toBe(endpoint())
})

describe('what fails is a refusal, and is tried again by who comes next:', () => {
  const misnamed = { error: 'invalid_request', error_description: 'AADSTS90002: Tenant not found.' }
  const at = (address: string) => ({ status: 200, body: { authorization_endpoint: address } })

  it.each([
    ['a lost connection', { drop: 'before' }, { isFault: true }],
    ['a failure', { status: 500 }, { isFault: true, details: { code: 'Error' } }],
    ['an outage', { status: 503 }, { isFault: true, details: { code: 'Error' } }],
    ['an answer that is no JSON', { status: 200, body: 'nothing' }, { isFault: true }],
    ['an answer without an address', { status: 200, body: {} }, { isFault: true }],
    ['an address that is a script', at('javascript:alert(1)'), { isFault: true }],
    ['an address for another program', at('httpx://login.example'), { isFault: true }],
    ['an address for a program of that name', at('xhttp://login.example'), { isFault: true }],
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
