import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, resign, sampleUser, spa } from '../testing/entra'
import { callGraph } from '../testing/graph'

// Source: learn.microsoft.com/graph, user-get, opentypeextension, known limits.

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const extension = {
  '@odata.type': 'microsoft.graph.openTypeExtension',
  extensionName: 'example.contoso.settings',
}

function create(extensionName: string, value = '') {
  const body = { ...extension, extensionName, value }
  return callGraph(emulator, '/me/extensions', { method: 'POST', body })
}

test('GET /me with $select and $expand=extensions needs User.Read', async () => {
  await create('example.contoso.settings')
  const path = '/me?$select=displayName&$expand=extensions'
  const response = await callGraph(emulator, path, { scope: 'User.Read' })
  expect(await bodyOf(response)).toMatchObject({
    displayName: sampleUser('ada').displayName,
    extensions: [{ extensionName: 'example.contoso.settings' }],
  })
  expect((await callGraph(emulator, path, { scope: 'openid', client: spa })).status).toBe(403)
})

test('POST /me/extensions is 201 and needs User.ReadWrite', async () => {
  expect((await create('example.contoso.settings')).status).toBe(201)
  const options = { method: 'POST', body: extension, scope: 'User.Read', client: spa }
  expect((await callGraph(emulator, '/me/extensions', options)).status).toBe(403)
})

test('GET and DELETE /me/extensions/{name} are 200 and 204, and 404 for a missing one', async () => {
  await create('example.contoso.settings')
  const path = '/me/extensions/example.contoso.settings'
  expect((await callGraph(emulator, path)).status).toBe(200)
  expect((await callGraph(emulator, path, { method: 'DELETE' })).status).toBe(204)
  for (const method of ['GET', 'DELETE']) {
    const response = await callGraph(emulator, path, { method })
    expect([response.status, await bodyOf(response)]).toMatchObject([
      404,
      { error: { code: 'ResourceNotFound', message: 'Extension with given id not found.' } },
    ])
  }
})

test('two open extensions per app and object, 2 KB each', async () => {
  expect((await create('one', 'x'.repeat(2048))).status).toBe(400)
  expect((await create('one', 'x'.repeat(1900))).status).toBe(201)
  expect((await create('two')).status).toBe(201)
  expect((await create('three')).status).toBe(400)
})

test('an error names date, request-id and client-request-id', async () => {
  const response = await callGraph(emulator, '/me/extensions/none')
  expect(await bodyOf(response)).toMatchObject({
    error: {
      innerError: {
        date: '2026-01-15T12:00:00',
        'request-id': expect.any(String) as string,
        'client-request-id': expect.any(String) as string,
      },
    },
  })
})

test('throttled: 429 with Retry-After', async () => {
  const fault = { operation: 'graph.me', status: 429, retryAfter: 7 }
  await emulator.post('/_emulator/faults', fault)
  const response = await callGraph(emulator, '/me')
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
})

test('only v1.0 tokens of Graph’s own audience are taken', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada', 'User.Read')
  const call = async (claims: object) => {
    const authorization = `Bearer ${await resign(emulator, access_token, { ...claims })}`
    return (await emulator.fetch('/v1.0/me', { headers: { authorization } })).status
  }
  expect(await call({})).toBe(200)
  expect(await call({ aud: '00000003-0000-0000-c000-000000000000' })).toBe(200)
  expect(await call({ aud: 'https://graph.microsoft.com.evil.example' })).toBe(401)
  expect(await call({ appid: undefined, azp: 'any', ver: '2.0' })).toBe(401)
})

test('PATCH /me/extensions/{name} is 204 without a body', async () => {
  await create('example.contoso.settings')
  const response = await callGraph(emulator, '/me/extensions/example.contoso.settings', {
    method: 'PATCH',
    body: { theme: 'light', color: 'yellow', lang: 'Swahili' },
  })
  expect([response.status, await response.text()]).toEqual([204, ''])
})

// Source: learn.microsoft.com/entra/identity/users/licensing-service-plan-reference.
test('TEAMS1 is 57ff2da0-773e-42df-b2af-ffb7a2317929; an id packs tenant and SKU', async () => {
  const response = await callGraph(emulator, '/me/licenseDetails', { scope: 'User.Read' })
  const { value } = await bodyOf<{ value: { id: string; servicePlans: object[] }[] }>(response)
  expect(value[0]?.servicePlans).toContainEqual({
    servicePlanId: '57ff2da0-773e-42df-b2af-ffb7a2317929',
    servicePlanName: 'TEAMS1',
    provisioningStatus: 'Success',
    appliesTo: 'User',
  })
  expect(Buffer.from(value[0]?.id ?? '', 'base64url')).toHaveLength(32)
})

// Source: learn.microsoft.com/graph/api/application-post-onlinemeetings.
test('POST /me/onlineMeetings is 201 with a link to join, a meeting ID and the chat', async () => {
  const options = { method: 'POST', body: { subject: 'Any' }, scope: 'OnlineMeetings.ReadWrite' }
  const response = await callGraph(emulator, '/me/onlineMeetings', options)
  expect(response.status).toBe(201)
  expect(await bodyOf(response)).toMatchObject({
    joinWebUrl: expect.stringMatching(
      /^https:\/\/teams\.microsoft\.com\/l\/meetup-join\/19%3ameeting_\w+%40thread\.v2\/0\?context=%7b%22Tid%22%3a%22/,
    ) as string,
    chatInfo: { threadId: expect.stringMatching(/^19:meeting_/) as string, messageId: '0' },
    joinMeetingIdSettings: {
      isPasscodeRequired: false,
      joinMeetingId: expect.stringMatching(/^\d+$/) as string,
      passcode: null,
    },
  })
})

// Source: learn.microsoft.com/graph/paging.
test('GET /users takes $top, not $skip; the next link has the options and a $skiptoken', async () => {
  const list = (query: string) =>
    callGraph(emulator, `/users?${query}`, { scope: 'User.ReadBasic.All' })
  expect(await bodyOf(await list('$top=5'))).toMatchObject({
    '@odata.nextLink': expect.stringMatching(/\/v1\.0\/users\?\$top=5&\$skiptoken=\S+$/) as string,
  })
  expect((await list('$skip=5')).status).toBe(400)
  expect(await bodyOf(await list('$top=1000'))).toMatchObject({
    error: { message: "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive." },
  })
})

// Source: learn.microsoft.com/graph/api/directoryobject-getbyids.
test('POST /directoryObjects/getByIds is 200, and types are not case-sensitive', async () => {
  const body = { ids: [sampleUser('ada').objectId], types: ['USER'] }
  const options = { method: 'POST', body, scope: 'Directory.Read.All' }
  const response = await callGraph(emulator, '/directoryObjects/getByIds', options)
  expect(response.status).toBe(200)
  expect(await bodyOf(response)).toMatchObject({
    value: [{ '@odata.type': '#microsoft.graph.user', accountEnabled: true }],
  })
})
