import { decodeJwt } from 'jose'
import { afterAll, expect, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { entraDirectory } from '@/lib/auth/directories/entra'

const cloud = localCloud()
const { verifyBearer } = entraDirectory

// Time only goes forward here: the process keeps its keys from one test to the next.
afterAll(() => vi.useRealTimers())

/** Moves the clock on for everything but timers. */
function pass(seconds: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
}

/** Ada's token, valid now; `kid` names the key that is said to have signed it. */
async function apiToken(kid?: string) {
  const now = Math.floor(Date.now() / 1000)
  const claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  const times = { iat: now, nbf: now, exp: now + 600 }
  return cloud.emulator.sign({ ...claims, ...times }, { ...(kid && { header: { kid } }) })
}

async function fetches() {
  return (await cloud.emulator.requests('entra.keys')).length
}

/** How often the keys are fetched while tokens with so many made-up key ids are tried. */
async function fetchesForMadeUpKeys(count: number) {
  const before = await fetches()
  for (let attempt = 0; attempt < count; attempt++) {
    const token = await apiToken(`made up ${crypto.randomUUID()}`)
    await expect(verifyBearer(token)).rejects.toMatchObject({ status: 401 })
  }
  return (await fetches()) - before
}

it('made-up key ids have the keys fetched once in 30 seconds', async () => {
  await verifyBearer(await apiToken())
  expect(await fetchesForMadeUpKeys(5)).toBeLessThanOrEqual(1)
  pass(31)
  expect(await fetchesForMadeUpKeys(5)).toBe(1)
  pass(25)
  expect(await fetchesForMadeUpKeys(5)).toBe(0)
  pass(6)
  expect(await fetchesForMadeUpKeys(5)).toBe(1)
})

it('a key that Entra signs with from now on is found', async () => {
  await verifyBearer(await apiToken())
  pass(31)
  await fetch(`${cloud.emulator.url}/_emulator/rotate-key`, { method: 'POST' })
  await expect(verifyBearer(await apiToken())).resolves.toBeDefined()
})

it('known keys go on working for hours while the key server is down', async () => {
  await verifyBearer(await apiToken())
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500, times: 1000 })
  for (let hour = 0; hour < 3; hour++) {
    pass(3700)
    await expect(verifyBearer(await apiToken())).resolves.toBeDefined()
  }
})
