import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { directoryOf, type Principal, setupApp, tokenErrorOf } from '../testing/directory'
import { graphErrorOf } from '../testing/graph-app'
import { writeSeed } from '../testing/seed'

// Source: learn.microsoft.com/graph/api, the pages of application, servicePrincipal, oAuth2PermissionGrant
// and appRoleAssignment, unless a test names another.

const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [setupApp] }) })
const { call, addPassword, createApplication, createPrincipal, principal } =
  await directoryOf(emulator)
const GRAPH = '00000003-0000-0000-c000-000000000000'
const TEAMS = '1fd5118e-2576-4263-8130-9503064c837a'

beforeEach(emulator.reset)

function idOf({ oauth2PermissionScopes }: Principal, name: string): string | undefined {
  return oauth2PermissionScopes.find(({ value }) => value === name)?.id
}

// Source: learn.microsoft.com/graph/permissions-reference.
test('Graph’s permissions have the ids that are documented', async () => {
  const graph = await principal(GRAPH)
  expect(idOf(graph, 'User.Read')).toBe('e1fe6dd8-ba31-4d61-89e7-88639da4683d')
  expect(idOf(graph, 'Application.ReadWrite.All')).toBe('bdfbf15f-ee85-4955-8675-146e8e5296b5')
  const role = graph.appRoles.find(({ value }) => value === 'Application.ReadWrite.All')
  expect(role?.id).toBe('1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9')
})

// Source: azure-docs, Teams Phone extensibility and manage-teams-identity; recorded service principals.
test('ACS’s scopes for Teams have the ids that are documented', async () => {
  const teams = await principal(TEAMS)
  expect(idOf(teams, 'Teams.ManageCalls')).toBe('de8ec1df-066a-4817-bc5d-9a985b986262')
  expect(idOf(teams, 'Teams.ManageChats')).toBe('6290af7f-b407-49f9-92d5-bf584fdc4019')
  expect(idOf(teams, 'TeamsExtension.ManageCalls')).toBe('9ed60762-c537-4e50-8984-4b1db3d922ce')
  expect(teams.servicePrincipalNames).toContain('https://auth.msft.communication.azure.com')
})

test('applications: POST is 201, PATCH and DELETE are 204, addPassword is 200, removePassword 204', async () => {
  const created = await call('/applications', { method: 'POST', body: { displayName: 'Any' } })
  const { id } = await bodyOf<{ id: string }>(created)
  const send = (method: string, path = '', body: object = {}) =>
    call(`/applications/${id}${path}`, { method, body })
  const added = await send('POST', '/addPassword')
  const { keyId } = await bodyOf<{ keyId: string }>(added)
  const others = [
    await send('POST', '/removePassword', { keyId }),
    await send('PATCH', '', { displayName: 'Other' }),
    await send('DELETE'),
  ]
  expect([created, added, ...others].map(({ status }) => status)).toEqual([201, 200, 204, 204, 204])
})

test('a password lives two years unless it says otherwise, and has 16 to 64 characters', async () => {
  const added = await addPassword(await createApplication())
  expect(added).toMatchObject({ endDateTime: '2028-01-15T12:00:00.000Z' })
  expect(added.secretText).toMatch(/^\S{16,64}$/)
})

// Source: github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1107.
test('a client id in place of the id is 404 with the id in its text', async () => {
  const { appId } = await createApplication()
  expect(await graphErrorOf(await call(`/applications/${appId}`))).toEqual([
    404,
    'Request_ResourceNotFound',
    `Resource '${appId}' does not exist or one of its queried reference-property objects are not present.`,
  ])
})

// Source: github.com/Azure/azure-cli/issues/20974.
test('the id of a grant is the bytes of its client and its resource', async () => {
  const client = await createPrincipal(await createApplication())
  const { id: resourceId } = await principal(GRAPH)
  const body = { clientId: client.id, consentType: 'AllPrincipals', resourceId, scope: 'User.Read' }
  const response = await call('/oauth2PermissionGrants', { method: 'POST', body })
  const bytes = Buffer.from((await bodyOf<{ id: string }>(response)).id, 'base64url')
  const tailOf = (guid: string) => guid.replaceAll('-', '').slice(16)
  expect(bytes.toString('hex', 8, 16)).toBe(tailOf(client.id))
  expect(bytes.toString('hex', 24)).toBe(tailOf(resourceId))
})

// Source: github.com/Azure/Commercial-Marketplace-SaaS-Accelerator/issues/830.
test('AADSTS7000229: an app without a service principal in the tenant', async () => {
  const application = await createApplication()
  const { secretText } = await addPassword(application)
  expect(await tokenErrorOf(emulator, application.appId, secretText)).toBe(7000229)
})

test('federated credentials have a name, an issuer, a subject and one audience: 201', async () => {
  const { id } = await createApplication()
  const body = {
    name: 'testing02',
    issuer: 'https://login.example/v2.0',
    subject: 'a7d388c3-5e3f-4959-ac7d-786b3383006a',
    audiences: ['api://AzureADTokenExchange'],
  }
  const path = `/applications/${id}/federatedIdentityCredentials`
  const response = await call(path, { method: 'POST', body })
  expect([response.status, await bodyOf(response)]).toMatchObject([201, body])
})
