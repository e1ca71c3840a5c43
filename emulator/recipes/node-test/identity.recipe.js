import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { startEmulator } from 'acs-emulator'

/** @type {import('acs-emulator').RunningEmulator} */
let emulator

before(async () => {
  emulator = await startEmulator({ port: 0 })
})

after(() => emulator.close())

test('a user of ACS gets a token', async () => {
  const response = await fetch(`${emulator.url}/_emulator/config`)
  const { acs } = /** @type {{ acs: [{ connectionString: string }] }} */ (await response.json())
  const client = new CommunicationIdentityClient(acs[0].connectionString, {
    allowInsecureConnection: true,
  })
  const { token } = await client.createUserAndToken(['voip'])
  assert.match(token, /^eyJ/)
})
