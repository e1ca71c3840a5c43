import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'

const cloud = localCloud()

// An authority that leads to the emulator, whatever it is asked for.
const elsewhere = createServer(({ url = '' }, response) => {
  response.writeHead(307, { location: cloud.emulator.url + url }).end()
})

beforeAll(async () => {
  await once(elsewhere.listen(0, 'localhost'), 'listening')
  const { port } = elsewhere.address() as AddressInfo
  vi.stubEnv('AZURE_AD_AUTHORITY_HOST', `http://localhost:${port}`)
  vi.resetModules()
})

afterAll(() => {
  vi.unstubAllEnvs()
  elsewhere.close()
})

it('keys are not taken from where a redirect leads', async () => {
  const { entraDirectory } = await import('@/lib/auth/directories/entra')
  const token = await cloud.emulator.apiToken('ada')
  await expect(entraDirectory.verifyBearer(token)).rejects.toMatchObject({
    code: 'upstream_unavailable',
  })
  expect(await cloud.emulator.requests('entra.keys')).toEqual([])
})

it('nobody is led to sign in at where a redirect leads', async () => {
  const { authorizationEndpoint } = await import('./authorization-endpoint')
  await expect(authorizationEndpoint()).rejects.toMatchObject({ name: 'SignInRefusal' })
  expect(await cloud.emulator.requests('entra.discovery')).toEqual([])
})

it('no code is sent to where a redirect leads', async () => {
  const { redeemCode } = await import('./redeem-code')
  const checks = { state: 'state', nonce: 'nonce', code_verifier: 'a'.repeat(43) }
  const back = { code: 'code', state: 'state' }
  await expect(redeemCode('http://localhost:3000/', back, checks)).rejects.toMatchObject({
    name: 'SignInRefusal',
  })
  expect(await cloud.emulator.requests('entra.token')).toEqual([])
})
