import { decodeJwt, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { retryAfterFrom } from '@/tests/support/server/retry-after'

const cloud = localCloud()
let verifyBearer: (token: string) => Promise<unknown>

// Each test begins as a process does: without keys.
beforeEach(async () => {
  vi.resetModules()
  verifyBearer = (await import('@/lib/auth/directories/entra')).entraDirectory.verifyBearer
})

afterEach(() => {
  vi.useRealTimers()
})

async function fetchedFrom() {
  return (await cloud.emulator.requests('entra.keys')).map(({ path }) => path)
}

async function fetched() {
  return (await cloud.emulator.requests('entra.keys')).length
}

async function published() {
  const { url, config } = cloud.emulator
  return (await fetch(`${url}/${config.tenantId}/discovery/v2.0/keys`)).json() as Promise<unknown>
}

it('tells that keys are unavailable from a token that is wrong, and recovers', async () => {
  const token = await cloud.emulator.apiToken('ada')
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500 })
  await expect(verifyBearer(token)).rejects.toMatchObject({
    code: 'upstream_unavailable',
    headers: { 'retry-after': retryAfterFrom(30) },
  })
  await cloud.emulator.fault({ operation: 'entra.keys', drop: 'before' })
  await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'upstream_unavailable' })
  await cloud.emulator.fault({ operation: 'entra.keys', status: 200, body: 'no keys' })
  await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'upstream_unavailable' })
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500, body: await published() })
  await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'upstream_unavailable' })
  await expect(verifyBearer(token)).resolves.toBeDefined()
})

it('fetches the keys for all who come, even if the first of them goes away', async () => {
  const token = await cloud.emulator.apiToken('ada')
  const { withRequestContext } = await import('@/lib/observability/request-context')
  const gone = () => AbortSignal.abort()
  await withRequestContext('correlation', gone, () => verifyBearer(token))
  expect(await fetched()).toBe(1)
})

it('asks for made-up key ids once in 30 s, also while the key server fails', async () => {
  const token = await cloud.emulator.apiToken('ada')
  await verifyBearer(token)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500, times: 100 })
  const tryMadeUp = async (kid: string) => {
    const madeUp = await cloud.emulator.sign(decodeJwt(token), { header: { kid } })
    await expect(verifyBearer(madeUp)).rejects.toMatchObject({
      code: 'token_invalid',
      cause: { code: 'ERR_JWKS_NO_MATCHING_KEY' },
    })
    await expect(verifyBearer(token)).resolves.toBeDefined()
  }
  const before = await fetched()
  for (const kid of ['a', 'b', 'c', 'd', 'e']) await tryMadeUp(kid)
  expect(await fetched()).toBe(before + 1)
  vi.setSystemTime(Date.now() + 29_000)
  await tryMadeUp('f')
  expect(await fetched()).toBe(before + 1)
  vi.setSystemTime(Date.now() + 1_000)
  await Promise.all(['g', 'h', 'i'].map(tryMadeUp))
  expect(await fetched()).toBe(before + 2)
})

it('knows a new key at its first token', async () => {
  await verifyBearer(await cloud.emulator.apiToken('ada'))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 })
  await fetch(`${cloud.emulator.url}/_emulator/rotate-key`, { method: 'POST' })
  const token = await cloud.emulator.apiToken('ada')
  await expect(Promise.all([verifyBearer(token), verifyBearer(token)])).resolves.toBeDefined()
})

it('holds the tokens of a single tenant to the keys of that tenant', async () => {
  await verifyBearer(await cloud.emulator.apiToken('ada'))
  expect(await fetchedFrom()).toEqual([`/${cloud.emulator.config.tenantId}/discovery/v2.0/keys`])
})

it('verifies tokens of all tenants that are allowed, and knows the others from those', async () => {
  const { tenantId } = cloud.emulator.config
  const [fabrikam, stranger] = ['f0000000-0000-4000-8000-000000000001', crypto.randomUUID()]
  vi.stubEnv('AZURE_AD_ALLOWED_TENANTS', `${tenantId},${fabrikam}`)
  const claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  const tokenOf = (tid: string) =>
    cloud.emulator.sign({ ...claims, tid, iss: `${cloud.emulator.url}/${tid}/v2.0` })
  await expect(verifyBearer(await tokenOf(tenantId))).resolves.toBeDefined()
  await expect(verifyBearer(await tokenOf(fabrikam))).resolves.toBeDefined()
  await expect(verifyBearer(await tokenOf(stranger))).rejects.toMatchObject({
    code: 'tenant_not_allowed',
  })
  expect(await fetchedFrom()).toEqual(['/organizations/discovery/v2.0/keys'])
  vi.unstubAllEnvs()
})

it('takes no token that names no key', async () => {
  const claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  const { privateKey } = await generateKeyPair('RS256')
  const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)
  await expect(verifyBearer(token)).rejects.toMatchObject({
    code: 'token_invalid',
    cause: { code: 'ERR_JWKS_NO_MATCHING_KEY' },
  })
})

it('asks once for all who come while no key is known', async () => {
  const token = await cloud.emulator.apiToken('ada')
  const before = await fetched()
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500, delayMs: 200 })
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => verifyBearer(token)))
  expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
  expect(await fetched()).toBe(before + 1)
  await expect(verifyBearer(token)).resolves.toBeDefined()
})

it('fetches the keys once, and again after an hour, without anybody waiting for it', async () => {
  const token = await cloud.emulator.apiToken('ada')
  await verifyBearer(token)
  await verifyBearer(token)
  const before = await fetched()
  const startedAt = Date.now()
  const verifyAfter = async (minutes: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: startedAt + minutes * 60_000 })
    const later = Math.floor(Date.now() / 1000)
    const renewed = { ...decodeJwt(token), iat: later, nbf: later, exp: later + 600 }
    await verifyBearer(await cloud.emulator.sign(renewed))
    vi.useRealTimers()
  }
  await verifyAfter(59)
  expect(await fetched()).toBe(before)
  await verifyAfter(61)
  await vi.waitFor(async () => expect(await fetched()).toBe(before + 1))
})
