import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../../core/config/samples'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { directoryOf, setupApp } from '../../testing/directory'
import {
  cookieOf,
  handedBack,
  openAuthorize,
  sampleUser,
  signIn,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'
import { appWithRoles, graphApp, graphErrorOf } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const reader = appWithRoles(54, 'Directory.Read.All')
const seedFile = await writeSeed({ apps: [setupApp, reader] })
const emulator = await startTestEmulator({ seedFile })
const { call, principal } = await directoryOf(emulator)
const TEAMS_SERVICE = '1fd5118e-2576-4263-8130-9503064c837a'
const client = await principal(CLIENT_APP_ID)
const teams = await principal(TEAMS_SERVICE)

beforeEach(emulator.reset)

interface Grant {
  id: string
  scope: string
}

const forAll = {
  clientId: client.id,
  consentType: 'AllPrincipals',
  resourceId: teams.id,
  scope: 'Teams.ManageCalls',
}
const forAda = { ...forAll, consentType: 'Principal', principalId: sampleUser('ada').objectId }

function create(body: object = forAll) {
  return call('/oauth2PermissionGrants', { method: 'POST', body })
}

async function listed(filter = `clientId eq '${client.id}'`): Promise<Grant[]> {
  const query = new URLSearchParams({ $filter: filter })
  return (await bodyOf<{ value: Grant[] }>(await call(`/oauth2PermissionGrants?${query}`))).value
}

/** What a silent request for a Teams scope comes to, for somebody who has signed in before. */
async function silentError(name: string, scope = TEAMS_SCOPE): Promise<string | undefined> {
  const signedIn = await signIn(emulator, spaRequest(), name)
  const cookie = cookieOf(signedIn)
  const response = await openAuthorize(emulator, spaRequest({ scope, prompt: 'none' }), { cookie })
  return handedBack(response).error
}

test('a grant for all lets everybody use the scope without being asked', async () => {
  expect(await silentError('ada')).toBe('consent_required')
  const response = await create()
  expect(response.status).toBe(201)
  expect(await bodyOf(response)).toMatchObject({ ...forAll, principalId: null })
  expect(await silentError('ada')).toBeUndefined()
  expect(await silentError('grace')).toBeUndefined()
  expect(await silentError('grace', TEAMS_SCOPE.replace('Calls', 'Chats'))).toBe('consent_required')
})

test('a grant for one user is theirs alone', async () => {
  await create(forAda)
  expect(await silentError('ada')).toBeUndefined()
  expect(await silentError('grace')).toBe('consent_required')
})

test('a grant is changed by all of its scopes, and deleted', async () => {
  const { id } = await bodyOf<Grant>(await create())
  const path = `/oauth2PermissionGrants/${id}`
  const change = { method: 'PATCH', body: { scope: ' Teams.ManageChats Teams.ManageChats ' } }
  expect((await call(path, change)).status).toBe(204)
  expect(await bodyOf(await call(path))).toMatchObject({ id, scope: 'Teams.ManageChats' })
  expect(await silentError('ada')).toBe('consent_required')
  expect((await call(path, { method: 'DELETE' })).status).toBe(204)
  expect((await call(path)).status).toBe(404)
  expect(await listed()).toEqual([])
})

test('what people consent to on pages is a grant, too', async () => {
  await signIn(emulator, spaRequest({ scope: TEAMS_SCOPE }), 'grace')
  const { objectId } = sampleUser('grace')
  expect(await listed(`principalId eq '${objectId}' and consentType eq 'Principal'`)).toMatchObject(
    [{ clientId: client.id, resourceId: teams.id, scope: 'Teams.ManageCalls' }],
  )
  expect(await listed("consentType eq 'AllPrincipals' and principalId eq null")).toEqual([])
})

test('there is one grant for each client, resource and user', async () => {
  await create()
  expect((await create(forAda)).status).toBe(201)
  expect(await graphErrorOf(await create())).toEqual([
    409,
    'Request_MultipleObjectsWithSameKeyValue',
    'Permission entry already exists.',
  ])
  expect(await listed()).toHaveLength(2)
})

test('who and what a grant names must be there, and fit', async () => {
  const none = '70000000-0000-4000-8000-000000000400'
  for (const fields of [{ clientId: none }, { resourceId: none }]) {
    expect((await create({ ...forAll, ...fields })).status).toBe(404)
  }
  expect((await create({ ...forAda, principalId: none })).status).toBe(404)
  for (const body of [
    { ...forAll, principalId: forAda.principalId },
    { ...forAda, principalId: null },
    { ...forAll, scope: ' ' },
    { ...forAll, consentType: 'Everybody' },
  ]) {
    expect((await create(body)).status).toBe(400)
  }
})

test('an app with Directory.Read.All reads grants, and writing is 403', async () => {
  const { id } = await bodyOf<Grant>(await create())
  const read = await graphApp(emulator, reader)
  const path = `/oauth2PermissionGrants/${id}`
  expect((await read(path)).status).toBe(200)
  for (const response of [
    await read('/oauth2PermissionGrants', { method: 'POST', body: forAda }),
    await read(path, { method: 'PATCH', body: { scope: 'any' } }),
    await read(path, { method: 'DELETE' }),
  ]) {
    expect(response.status).toBe(403)
  }
})
