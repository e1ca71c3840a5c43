import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { SERVER_APP_ID } from '../../core/config/samples'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { directoryOf, type Principal, setupApp } from '../../testing/directory'
import { CONTOSO, passwordTokens, requestToken, sampleUser, server } from '../../testing/entra'
import { appWithRoles, graphApp, graphErrorOf } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const assigner = appWithRoles(55, 'AppRoleAssignment.ReadWrite.All')
const seedFile = await writeSeed({ apps: [setupApp, assigner] })
const emulator = await startTestEmulator({ seedFile })
const { call, principal } = await directoryOf(emulator)
const api = await principal(SERVER_APP_ID)
const graph = await principal('00000003-0000-0000-c000-000000000000')
const ada = sampleUser('ada')

beforeEach(emulator.reset)

function roleOf({ appRoles }: Principal, value: string): string {
  return appRoles.find((role) => role.value === value)?.id ?? ''
}

const operator = {
  principalId: ada.objectId,
  resourceId: api.id,
  appRoleId: roleOf(api, 'Operator'),
}
const reading = {
  principalId: api.id,
  resourceId: graph.id,
  appRoleId: roleOf(graph, 'User.Read.All'),
}
const assignedTo = `/servicePrincipals/${api.id}/appRoleAssignedTo`
const assignments = `/servicePrincipals/${api.id}/appRoleAssignments`

async function rolesOfUser(name: string): Promise<unknown> {
  return decodeJwt((await passwordTokens(emulator, name)).access_token).roles
}

async function rolesOfApp(): Promise<unknown> {
  const scope = 'https://graph.microsoft.com/.default'
  const fields = { grant_type: 'client_credentials', ...server, scope }
  return decodeJwt((await requestToken(emulator, fields, { tenant: CONTOSO })).body.access_token)
    .roles
}

test('a user who is assigned to a role has it in their tokens, until it is taken away', async () => {
  expect(await rolesOfUser('ada')).toBeUndefined()
  const response = await call(assignedTo, { method: 'POST', body: operator })
  expect(response.status).toBe(201)
  const { id } = await bodyOf<{ id: string }>(response)
  expect(await rolesOfUser('ada')).toEqual(['Operator'])
  expect(await bodyOf(await call(assignedTo))).toMatchObject({
    value: [
      {
        id,
        ...operator,
        principalType: 'User',
        principalDisplayName: 'Ada Lovelace',
        resourceDisplayName: 'Sample server app',
      },
    ],
  })
  expect((await call(`${assignedTo}/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await rolesOfUser('ada')).toBeUndefined()
  expect((await call(`${assignedTo}/${id}`, { method: 'DELETE' })).status).toBe(404)
})

test('an app that is assigned to a role of Graph has the application permission', async () => {
  expect(await rolesOfApp()).toBeUndefined()
  const response = await call(assignments, { method: 'POST', body: reading })
  expect(response.status).toBe(201)
  const { id } = await bodyOf<{ id: string }>(response)
  expect(await rolesOfApp()).toEqual(['User.Read.All'])
  expect(await bodyOf(await call(assignments))).toMatchObject({
    value: [{ id, ...reading, principalType: 'ServicePrincipal' }],
  })
  const ofGraph = await call(`/servicePrincipals/${graph.id}/appRoleAssignedTo`)
  expect(await bodyOf(ofGraph)).toMatchObject({ value: [{ id }] })
  await call(`${assignments}/${id}`, { method: 'DELETE' })
  expect(await rolesOfApp()).toBeUndefined()
})

test('an assignment can be made once', async () => {
  await call(assignedTo, { method: 'POST', body: operator })
  const again = await call(assignedTo, { method: 'POST', body: operator })
  expect(await graphErrorOf(again)).toEqual([
    400,
    'Request_BadRequest',
    'Permission being assigned already exists on the object',
  ])
})

test('its ends and its role must be there, and the path names one of the ends', async () => {
  const none = '70000000-0000-4000-8000-000000000500'
  const statusOf = async (path: string, body: object) =>
    (await call(path, { method: 'POST', body })).status
  expect(await statusOf(assignedTo, { ...operator, principalId: none })).toBe(404)
  expect(await statusOf(assignedTo, { ...operator, appRoleId: none })).toBe(400)
  expect(await statusOf(assignedTo, reading)).toBe(400)
  expect(await statusOf(assignments, operator)).toBe(400)
  // Graph's roles are for apps only.
  const path = `/servicePrincipals/${graph.id}/appRoleAssignedTo`
  expect(await statusOf(path, { ...reading, principalId: ada.objectId })).toBe(400)
})

test('who may assign must also be able to read applications', async () => {
  const assign = await graphApp(emulator, assigner)
  const response = await assign(assignedTo, { method: 'POST', body: operator })
  expect((await graphErrorOf(response)).slice(0, 2)).toEqual([403, 'Authorization_RequestDenied'])
})
