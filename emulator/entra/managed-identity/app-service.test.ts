import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { SERVER_APP_ID } from '../../core/config/samples'
import { VERSION } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { ACS_URI, askAppService } from '../../testing/managed-identity'

const emulator = await startTestEmulator()
const [systemAssigned, userAssigned] = emulator.config.managedIdentities
if (!systemAssigned || !userAssigned) throw new Error('There are two sample identities.')

async function tokenOf(response: Promise<Response>): Promise<string> {
  return (await bodyOf<{ access_token: string }>(await response)).access_token
}

test('without an id the system-assigned identity is meant', async () => {
  const claims = decodeJwt(await tokenOf(askAppService(emulator)))
  expect(claims).toMatchObject({ appid: systemAssigned.clientId, aud: ACS_URI })
})

test.each([
  ['client_id', userAssigned.clientId],
  ['principal_id', userAssigned.objectId],
  ['object_id', userAssigned.objectId],
  ['mi_res_id', userAssigned.resourceId ?? ''],
])('%s names a user-assigned identity', async (name, id) => {
  const claims = decodeJwt(await tokenOf(askAppService(emulator, { [name]: id })))
  expect(claims).toMatchObject({ appid: userAssigned.clientId })
})

test('the system-assigned identity may manage the first ACS resource, the other may not', async () => {
  const create = async (query: Record<string, string>) => {
    const authorization = `Bearer ${await tokenOf(askAppService(emulator, query))}`
    const init = { method: 'POST', headers: { authorization } }
    return (await emulator.fetch(`/identities?${VERSION}`, init)).status
  }
  expect(await create({})).toBe(201)
  expect(await create({ client_id: userAssigned.clientId })).toBe(401)
})

test('it needs the value of IDENTITY_HEADER', async () => {
  for (const headers of [{}, { 'x-identity-header': 'other' }]) {
    expect((await askAppService(emulator, {}, headers)).status).toBe(401)
  }
})

test.each([
  ['an old api-version', { 'api-version': '2017-09-01' }],
  ['no resource', { resource: '' }],
  ['an unknown resource', { resource: 'https://nowhere.example' }],
  ['an unknown identity', { client_id: SERVER_APP_ID }],
  ['two ids', { client_id: userAssigned.clientId, object_id: userAssigned.objectId }],
])('%s is rejected with a message and a correlation id', async (_case, query) => {
  const response = await askAppService(emulator, query)
  expect(await bodyOf(response)).toEqual({
    statusCode: 400,
    message: expect.any(String) as string,
    correlationId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
  })
  expect(response.status).toBe(400)
})
