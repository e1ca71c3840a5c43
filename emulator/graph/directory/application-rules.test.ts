import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../../core/config/samples'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO } from '../../testing/entra'
import { appWithRoles, graphApp, graphErrorOf } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const writer = appWithRoles(53, 'Application.ReadWrite.All')
const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [writer] }) })
const call = await graphApp(emulator, writer)

beforeEach(emulator.reset)

const scope = {
  id: '70000000-0000-4000-8000-000000000201',
  value: 'Calls.Use',
  adminConsentDisplayName: 'Use calls',
  adminConsentDescription: 'Use calls as the user',
}
const role = {
  id: '70000000-0000-4000-8000-000000000202',
  value: 'Supervisor',
  displayName: 'Supervisor',
  description: 'Watches over calls',
  allowedMemberTypes: ['User'],
}

async function create(fields: object = {}): Promise<{ id: string; appId: string }> {
  const body = { displayName: 'Any', ...fields }
  return bodyOf(await call('/applications', { method: 'POST', body }))
}

async function patch(id: string, body: object): Promise<unknown[]> {
  const response = await call(`/applications/${id}`, { method: 'PATCH', body })
  return response.status === 204 ? [204] : graphErrorOf(response)
}

const enabled = [
  400,
  'CannotDeleteOrUpdateEnabledEntitlement',
  'Permission (scope or role) cannot be deleted or updated unless disabled first.',
]

test('a scope is changed and deleted only once it is disabled', async () => {
  const { id } = await create({ api: { oauth2PermissionScopes: [scope] } })
  const change = (scopes: object[]) => patch(id, { api: { oauth2PermissionScopes: scopes } })
  expect(await change([])).toEqual(enabled)
  expect(await change([{ ...scope, value: 'Calls.Other' }])).toEqual(enabled)
  expect(await change([{ ...scope, isEnabled: false }])).toEqual([204])
  expect(await change([])).toEqual([204])
})

test('so is a role', async () => {
  const { id } = await create({ appRoles: [role] })
  expect(await patch(id, { appRoles: [] })).toEqual(enabled)
  expect(await patch(id, { appRoles: [{ ...role, isEnabled: false }] })).toEqual([204])
  expect(await patch(id, { appRoles: [] })).toEqual([204])
})

test('another permission may come while one is enabled, but not with an id that is taken', async () => {
  const { id } = await create({ api: { oauth2PermissionScopes: [scope] } })
  const another = { ...scope, id: '70000000-0000-4000-8000-000000000203', value: 'Calls.Other' }
  expect(await patch(id, { api: { oauth2PermissionScopes: [scope, another] } })).toEqual([204])
  const twice = [scope, another, { ...another, value: 'Calls.Third' }]
  expect(await patch(id, { api: { oauth2PermissionScopes: twice } })).toContain('DuplicateValue')
})

test('a client is pre-authorized for scopes that are there already, not for those of the same request', async () => {
  const preAuthorizedApplications = [{ appId: CLIENT_APP_ID, delegatedPermissionIds: [scope.id] }]
  const { id } = await create()
  const together = { oauth2PermissionScopes: [scope], preAuthorizedApplications }
  expect(await patch(id, { api: together })).toContain(
    'Property api.preAuthorizedApplications.delegatedPermissionIds has a Permission Id that cannot be found in the AppPermissions sets.',
  )
  expect(await patch(id, { api: { oauth2PermissionScopes: [scope] } })).toEqual([204])
  expect(await patch(id, { api: { preAuthorizedApplications } })).toEqual([204])
})

test('an identifier URI names the application, its tenant or a domain of the tenant', async () => {
  const { id, appId } = await create()
  const own = [
    `api://${appId}`,
    `api://${CONTOSO}/calls`,
    'https://contoso.example/calls',
    'https://calls.contoso.example',
  ]
  expect(await patch(id, { identifierUris: own })).toEqual([204])
  for (const uri of [
    'api://calls',
    'https://elsewhere.example/calls',
    'https://evilcontoso.example/',
  ]) {
    expect(await patch(id, { identifierUris: [uri] })).toContain('HostNameNotOnVerifiedDomain')
  }
})

test('an identifier URI can be taken once', async () => {
  const identifierUris = ['https://contoso.example/calls']
  await create({ identifierUris })
  const { id } = await create()
  expect(await patch(id, { identifierUris })).toContain(
    'Another object with the same value for property identifierUris already exists.',
  )
})

test('where personal accounts may sign in, tokens are v2.0', async () => {
  const signInAudience = 'AzureADandPersonalMicrosoftAccount'
  expect(await create({ signInAudience })).toMatchObject({
    api: { requestedAccessTokenVersion: 2 },
  })
  const { id } = await create({ signInAudience })
  const response = await patch(id, { api: { requestedAccessTokenVersion: 1 } })
  expect(response.slice(0, 2)).toEqual([400, 'Request_BadRequest'])
})
