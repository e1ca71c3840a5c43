import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { requireCaller } from './require-caller'

const cloud = localCloud({ RATE_LIMIT_UNAUTHENTICATED: '2' })

function ask(address: string, token: string) {
  const headers = { 'x-forwarded-for': address, authorization: `Bearer ${token}` }
  return requireCaller(new NextRequest('http://localhost:3000/api/user', { headers }))
}

it('an outage of the key server is not counted as the caller’s failure', async () => {
  const token = await cloud.emulator.apiToken('ada')
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500, times: 4 })
  for (let time = 0; time < 4; time++) {
    await expect(ask('203.0.113.9', token)).rejects.toMatchObject({ status: 503 })
  }
})

it('a valid caller is served behind an address that fails again and again', async () => {
  await cloud.emulator.clearFaults()
  const token = await cloud.emulator.apiToken('ada')
  for (const code of ['token_invalid', 'token_invalid', 'rate_limited', 'rate_limited']) {
    await expect(ask('203.0.113.7', 'made.up')).rejects.toMatchObject({ code })
    await expect(ask('203.0.113.7', token)).resolves.toBeDefined()
  }
  await expect(ask('203.0.113.8', 'made.up')).rejects.toMatchObject({ code: 'token_invalid' })
})
