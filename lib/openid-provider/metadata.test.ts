import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sampleProvider } from '@/tests/support/server/oidc'

const cloud = localCloud(sampleProvider)
let findMetadata: () => Promise<Record<string, unknown>>

// Each test begins as a process does: it knows nothing of the provider.
beforeEach(async () => {
  vi.resetModules()
  findMetadata = (await import('./metadata')).findMetadata
})
afterEach(() => vi.useRealTimers())

const asked = async () => (await cloud.emulator.requests('oidc.discovery')).length
const issuer = () => `${cloud.emulator.url}/oidc/sample`

async function published(changes: object = {}) {
  const response = await fetch(`${issuer()}/.well-known/openid-configuration`)
  return { ...((await response.json()) as object), ...changes }
}

it('is fetched once for all who come, even if the first of them goes away', async () => {
  const { withRequestContext } = await import('@/lib/observability/request-context')
  await withRequestContext('correlation', () => AbortSignal.abort(), findMetadata)
  await Promise.all([findMetadata(), findMetadata()])
  expect(await asked()).toBe(1)
})

it('is fetched again after an hour, and kept where that fails', async () => {
  const { token_endpoint } = await findMetadata()
  const later = async (minutes: number, fault: object) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 })
    await cloud.emulator.fault({ operation: 'oidc.discovery', ...fault })
    const known = await findMetadata()
    vi.useRealTimers()
    return known
  }
  expect(await later(61, { status: 500 })).toMatchObject({ token_endpoint })
  await vi.waitFor(async () => expect(await asked()).toBe(2))
  const moved = { status: 200, body: await published({ token_endpoint: `${issuer()}/moved` }) }
  await later(123, moved)
  await vi.waitFor(async () => {
    expect((await findMetadata()).token_endpoint).toBe(`${issuer()}/moved`)
  })
})

describe('what is no metadata of the provider is a fault, and is tried again by who comes next:', () => {
  it.each<[string, () => Promise<object> | object]>([
    ['a lost connection', () => ({ drop: 'before' })],
    ['an outage', () => ({ status: 503 })],
    ['a page that is not there', () => ({ status: 404 })],
    ['an answer that is no JSON', () => ({ status: 200, body: 'nothing' })],
    ['another issuer', async () => answer({ issuer: 'https://evil.example' })],
    ['the issuer with a slash', async () => answer({ issuer: `${issuer()}/` })],
    ['keys on another machine', async () => answer({ jwks_uri: 'https://evil.example/keys' })],
    ['codes for another machine', async () => answer({ token_endpoint: 'https://evil.example' })],
    [
      'a page that is a script',
      async () => answer({ authorization_endpoint: 'javascript:alert(1)' }),
    ],
    ['no keys', async () => answer({ jwks_uri: undefined })],
  ])('%s', async (_, fault) => {
    await cloud.emulator.fault({ operation: 'oidc.discovery', ...(await fault()) })
    await expect(findMetadata()).rejects.toMatchObject({ name: 'SignInRefusal', isFault: true })
    expect(await findMetadata()).toMatchObject({ issuer: issuer() })
  })

  const answer = async (changes: object) => ({ status: 200, body: await published(changes) })
})

it('outside local mode nothing of it goes without TLS', async () => {
  const { env } = await import('@/lib/env')
  env().emulatorUrl = undefined
  await expect(findMetadata()).rejects.toMatchObject({ name: 'SignInRefusal', isFault: true })
})
