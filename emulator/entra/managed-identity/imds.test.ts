import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import type { ManagedIdentity } from '../../core/config/config'
import { SERVER_APP_ID } from '../../core/config/samples'
import { createEmulator } from '../../core/emulator'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { ACS_URI, askImds } from '../../testing/managed-identity'
import { writeSeed } from '../../testing/seed'
import { imdsToken } from './imds'

const emulator = await startTestEmulator()
const [systemAssigned, userAssigned] = emulator.config.managedIdentities
if (!systemAssigned || !userAssigned) throw new Error('There are two sample identities.')

async function claimsOf(response: Promise<Response>) {
  const { access_token } = await bodyOf<{ access_token: string }>(await response)
  return decodeJwt(access_token)
}

async function errorOf(response: Promise<Response>) {
  const { status } = await response
  const { error, error_description } = await bodyOf(await response)
  return [status, error, error_description]
}

test('without an id the system-assigned identity is meant', async () => {
  expect(await claimsOf(askImds(emulator))).toMatchObject({
    ver: '1.0',
    idtyp: 'app',
    appid: systemAssigned.clientId,
    appidacr: '2',
    oid: systemAssigned.objectId,
    tid: systemAssigned.tenantId,
  })
})

test.each([
  ['client_id', userAssigned.clientId],
  ['object_id', userAssigned.objectId],
  ['msi_res_id', userAssigned.resourceId ?? ''],
  ['mi_res_id', (userAssigned.resourceId ?? '').toUpperCase()],
])('%s names a user-assigned identity', async (name, id) => {
  expect(await claimsOf(askImds(emulator, { [name]: id }))).toMatchObject({
    appid: userAssigned.clientId,
    xms_mirid: userAssigned.resourceId,
  })
})

test('the audience is the resource as it was asked for; of an API of one’s own its id', async () => {
  for (const resource of ['https://communication.azure.com/', 'https://graph.microsoft.com/']) {
    expect(await claimsOf(askImds(emulator, { resource }))).toMatchObject({ aud: resource })
  }
  const own = await claimsOf(askImds(emulator, { resource: `api://${SERVER_APP_ID}` }))
  expect(own).toMatchObject({ aud: SERVER_APP_ID, ver: '2.0' })
})

test('an identity has the roles that the seed grants it', async () => {
  const granted = { ...userAssigned, consentedRoles: [`api://${SERVER_APP_ID}/Maintenance.Run`] }
  const seedFile = await writeSeed({ managedIdentities: [granted] })
  const query = { resource: `api://${SERVER_APP_ID}`, client_id: granted.clientId }
  const on = await startTestEmulator({ seedFile })
  expect(await claimsOf(askImds(on, query))).toHaveProperty('roles', ['Maintenance.Run'])
})

test('it needs the header Metadata, in small letters, and none of a proxy', async () => {
  for (const headers of [{}, { metadata: 'True' }]) {
    const [status, error] = await errorOf(askImds(emulator, {}, headers))
    expect([status, error]).toEqual([400, 'bad_request_102'])
  }
  const proxied = { metadata: 'true', 'x-forwarded-for': '10.0.0.1' }
  const [status, error] = await errorOf(askImds(emulator, {}, proxied))
  expect([status, error]).toEqual([400, 'invalid_request'])
})

test.each([
  ['an old api-version', { 'api-version': '2017-12-01' }, 'invalid_request'],
  ['no resource', { resource: '' }, 'invalid_request'],
  ['an unknown resource', { resource: 'https://nowhere.example' }, 'invalid_resource'],
  ['an unknown identity', { client_id: SERVER_APP_ID }, 'invalid_request'],
  [
    'two ids',
    { client_id: userAssigned.clientId, object_id: userAssigned.objectId },
    'invalid_request',
  ],
])('%s is rejected', async (_case, query, error) => {
  expect((await errorOf(askImds(emulator, query))).slice(0, 2)).toEqual([400, error])
})

test('without a system-assigned identity the only one is meant; of several one must be named', () => {
  const query = new URLSearchParams({ 'api-version': '2018-02-01', resource: ACS_URI })
  const request = {
    method: 'GET',
    target: '/',
    parameters: new Map<string, string>(),
    query,
    headers: { metadata: 'true' },
    body: Buffer.alloc(0),
  }
  const ask = (managedIdentities: ManagedIdentity[]) => {
    const config = { ...emulator.config, managedIdentities }
    return imdsToken(request, createEmulator({ origin: emulator.url, config }))
  }
  expect(JSON.parse(ask([userAssigned]).body)).toHaveProperty('client_id', userAssigned.clientId)
  expect(() => ask([userAssigned, { ...userAssigned, clientId: SERVER_APP_ID }])).toThrow(
    'name one',
  )
  expect(() => ask([])).toThrow('Identity not found')
})
