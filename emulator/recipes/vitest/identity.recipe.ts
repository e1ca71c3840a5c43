import { CommunicationIdentityClient } from '@azure/communication-identity'
import { beforeEach, expect, inject, test } from 'vitest'

const emulator = inject('emulatorUrl')

// Each test begins with nothing but the sample tenants.
beforeEach(async () => {
  await fetch(`${emulator}/_emulator/reset`, { method: 'POST' })
})

test('a user of ACS gets a token', async () => {
  const response = await fetch(`${emulator}/_emulator/config`)
  const { acs } = (await response.json()) as { acs: [{ connectionString: string }] }
  const client = new CommunicationIdentityClient(acs[0].connectionString, {
    allowInsecureConnection: true,
  })
  const { token } = await client.createUserAndToken(['voip'])
  expect(token).toMatch(/^eyJ/)
})

test('your code retries where ACS is busy', async () => {
  const fault = { operation: 'acs.createIdentity', status: 429, retryAfter: 1 }
  await fetch(`${emulator}/_emulator/faults`, { method: 'POST', body: JSON.stringify(fault) })
  // Your own code stands here.
  const response = await fetch(`${emulator}/identities`, { method: 'POST' })
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1'])
})
