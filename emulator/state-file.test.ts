import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { EmulatorOptions } from './server'
import { assignmentPath, createIdentity, identityPath, sendSigned } from './testing/communication'
import { bodyOf, startTestEmulator, type TestEmulator } from './testing/emulator'
import {
  CONTOSO,
  cookieOf,
  handedBack,
  openAuthorize,
  requestToken,
  sampleUser,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
  spaTokens,
  TEAMS_SCOPE,
} from './testing/entra'
import { assignEntraUser, entraAssignmentPath } from './testing/entra-users'
import { callGraph } from './testing/graph'

async function freshFile(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'emulator-')), 'below', 'state.json')
}

// On another port: the client keeps connections to the first, which is not what is tested here.
async function startTwice(
  options: EmulatorOptions,
  between: (emulator: TestEmulator) => Promise<void>,
) {
  const first = await startTestEmulator(options)
  await between(first)
  await first.close()
  return startTestEmulator(options)
}

test('identities, assignments, consents and extensions survive a restart', async () => {
  let id = ''
  const entraAssignment = entraAssignmentPath(sampleUser('ada').objectId)
  const assignment = assignmentPath(CONTOSO, sampleUser('ada').objectId)
  const extension = {
    '@odata.type': 'microsoft.graph.openTypeExtension',
    extensionName: 'example.contoso.settings',
  }
  const second = await startTwice({ stateFile: await freshFile() }, async (first) => {
    id = await createIdentity(first)
    await sendSigned(first, identityPath(id, '/:issueAccessToken'), { body: { scopes: ['voip'] } })
    await signIn(first, spaRequest({ scope: TEAMS_SCOPE }))
    await sendSigned(first, assignment, { method: 'PUT', body: { principalType: 'user' } })
    await assignEntraUser(first, 'ada')
    await callGraph(first, '/me/extensions', { method: 'POST', body: extension })
  })
  const state = await bodyOf(await second.fetch('/_emulator/state'))
  expect(state).toMatchObject({ identities: [{ id, deleted: false, tokensIssued: 1 }] })
  const response = await sendSigned(second, identityPath(id, '/:revokeAccessTokens'))
  expect(response.status).toBe(204)

  for (const path of [assignment, entraAssignment]) {
    expect((await sendSigned(second, path, { method: 'GET' })).status).toBe(200)
  }
  const extensionPath = '/me/extensions/example.contoso.settings'
  expect((await callGraph(second, extensionPath)).status).toBe(200)
  const tokens = await spaTokens(second, { scope: `offline_access ${TEAMS_SCOPE}` })
  expect(tokens.scope).toBe(TEAMS_SCOPE)
})

test('a signed-in browser and its refresh token survive a restart, even without a state file', async () => {
  let [cookie, refreshToken] = ['', '']
  const second = await startTwice({}, async (first) => {
    cookie = cookieOf(await signIn(first, spaRequest()))
    refreshToken = (await spaTokens(first)).refresh_token
  })
  const silent = await openAuthorize(second, spaRequest({ prompt: 'none' }), { cookie })
  expect(handedBack(silent)).toHaveProperty('code')
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token: refreshToken }
  expect((await requestToken(second, fields, { headers: SPA_ORIGIN })).status).toBe(200)
})

test('with a state file a reset still holds after a restart', async () => {
  let refreshToken = ''
  const second = await startTwice({ stateFile: await freshFile() }, async (first) => {
    refreshToken = (await spaTokens(first)).refresh_token
    await createIdentity(first)
    await first.reset()
  })
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token: refreshToken }
  const { body } = await requestToken(second, fields, { headers: SPA_ORIGIN })
  expect(body.error_codes).toEqual([50173])
  expect(await bodyOf(await second.fetch('/_emulator/state'))).toMatchObject({ identities: [] })
})

test('changes reach the file soon, in one step that leaves nothing beside it', async () => {
  const stateFile = await freshFile()
  const emulator = await startTestEmulator({ stateFile })
  const id = await createIdentity(emulator)
  await vi.waitFor(async () => expect(await readFile(stateFile, 'utf8')).toContain(id))
  expect(await readdir(join(stateFile, '..'))).toEqual(['state.json'])
})

test('a file that cannot be written is told at start, and nothing listens', async () => {
  const { port, close } = await startTestEmulator()
  await close()
  const started = startTestEmulator({ port, stateFile: '/dev/null/state.json' })
  await expect(started).rejects.toThrow('The state file /dev/null/state.json cannot be written')
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
})
