import { decodeJwt } from 'jose'
import { expect, it, vi } from 'vitest'
import { localCloud } from '@/e2e/fixtures/local-cloud'
import { verifyBearer } from './verify-bearer'

const cloud = localCloud()

it('tells that keys are unavailable from a token that is wrong, and recovers', async () => {
  const token = await cloud.emulator.apiToken('ada')
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500 })
  await expect(verifyBearer(token)).rejects.toMatchObject({
    code: 'upstream_unavailable',
    headers: { 'retry-after': '30' },
  })
  await cloud.emulator.fault({ operation: 'entra.keys', drop: 'before' })
  await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'upstream_unavailable' })
  await cloud.emulator.fault({ operation: 'entra.keys', status: 200, body: 'no keys' })
  await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'upstream_unavailable' })
  await expect(verifyBearer(token)).resolves.toBeDefined()
})

it('fetches the keys once, and again after an hour, without anybody waiting for it', async () => {
  const token = await cloud.emulator.apiToken('ada')
  const fetched = async () => (await cloud.emulator.requests('entra.keys')).length
  await verifyBearer(token)
  await verifyBearer(token)
  const before = await fetched()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 })
  const later = Math.floor(Date.now() / 1000)
  const renewed = { ...decodeJwt(token), iat: later, nbf: later, exp: later + 600 }
  await verifyBearer(await cloud.emulator.sign(renewed))
  vi.useRealTimers()
  await vi.waitFor(async () => expect(await fetched()).toBe(before + 1))
})
