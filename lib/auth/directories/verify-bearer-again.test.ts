import { decodeJwt } from 'jose'
import { afterEach, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import * as verification from '@/lib/entra/verify-access-token'
import { entraDirectory } from './entra'

const cloud = localCloud()
const { verifyBearer } = entraDirectory
const verify = vi.spyOn(verification, 'verifyAccessToken')
afterEach(() => {
  vi.useRealTimers()
  verify.mockClear()
})

it('a token is verified once in five minutes', async () => {
  const token = await cloud.emulator.apiToken('ada')
  await verifyBearer(token)
  verify.mockClear()
  const [first, again] = [await verifyBearer(token), await verifyBearer(token)]
  expect(again).toEqual(first)
  expect(verify.mock.calls.length).toBeLessThanOrEqual(1)

  verify.mockClear()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 + 1 })
  await verifyBearer(token)
  expect(verify).toHaveBeenCalledOnce()
})

it('each token is its own', async () => {
  const [ada, grace] = [
    await cloud.emulator.apiToken('ada'),
    await cloud.emulator.apiToken('grace'),
  ]
  const subjects = []
  for (const token of [ada, grace, ada, grace]) subjects.push((await verifyBearer(token)).subject)
  expect(subjects).toEqual([ada, grace, ada, grace].map((token) => decodeJwt(token).oid))
})

it('a refusal is not remembered, and no token is believed beyond its end', async () => {
  const claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  const exp = Math.floor(Date.now() / 1000) + 30
  const token = await cloud.emulator.sign({ ...claims, exp })
  await verifyBearer(token)
  vi.useFakeTimers({ toFake: ['Date'], now: (exp + 61) * 1000 })
  for (let time = 0; time < 2; time++) {
    await expect(verifyBearer(token)).rejects.toMatchObject({ code: 'token_expired' })
  }
})

it('what was verified by keys that have changed is verified again', async () => {
  const token = await cloud.emulator.apiToken('ada')
  for (let time = 0; time < 2; time++) await verifyBearer(token)
  verify.mockClear()
  await verifyBearer(token)
  expect(verify).not.toHaveBeenCalled()
  // A key that nobody knows has them fetched anew.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
  const unknown = await cloud.emulator.sign(decodeJwt(token), { header: { kid: 'unknown' } })
  await expect(verifyBearer(unknown)).rejects.toMatchObject({ code: 'token_invalid' })
  verify.mockClear()
  await verifyBearer(token)
  expect(verify).toHaveBeenCalledOnce()
})
