import { userInfo } from 'node:os'
import { expect, test } from '../../tests/support/browser/test'
import type { App } from '../../tests/support/programs/app'
import { localSettings } from '../../scripts/local-settings.js'
import { startProgram } from '../../tests/support/programs/program'
import type { Emulator } from '../../tests/support/programs/emulator'

/** What `npm run admin` prints, as somebody with the server's configuration runs it. */
async function admin(app: App, emulator: Emulator, ...args: string[]) {
  const settings = localSettings({
    appUrl: app.url,
    emulatorUrl: emulator.url,
    databaseUrl: app.databaseUrl,
    secret: 'only for tests, which is what this is for',
    emulator: emulator.config,
  })
  const program = startProgram(['dist/admin.js', ...args], { ...settings, LOG_LEVEL: 'info' })
  await program.ended
  const isJson = (line: string) => line.startsWith('{')
  const lines = program.output.filter(isJson).map((line) => JSON.parse(line) as object)
  const said = program.output.filter((line) => !isJson(line)).join('\n')
  return { exitCode: program.process.exitCode, lines, said }
}

test('the command finds a person, exports and erases them, and leaves a record', async ({
  app,
  emulator,
}) => {
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const created = await fetch(`${app.url}/api/user`, { method: 'POST', headers })
  const { acsUserIdentity: acsUserId } = (await created.json()) as { acsUserIdentity: string }
  const person = { directory: emulator.config.tenantId, subject: emulator.user('ada').objectId }
  const who = ['--directory', person.directory, '--subject', person.subject]

  const found = await admin(app, emulator, 'find', '--subject', person.subject)
  expect(found.lines).toContainEqual(expect.objectContaining({ ...person, acsUserId }))
  expect((await admin(app, emulator, 'list')).lines).toHaveLength(1)
  const exported = await admin(app, emulator, 'export', ...who)
  expect(exported.lines).toContainEqual(expect.objectContaining({ person }))

  const unconfirmed = await admin(app, emulator, 'erase', ...who)
  expect(unconfirmed.exitCode).toBe(2)
  expect(unconfirmed.said).toContain('add --yes')
  const erased = await admin(app, emulator, 'erase', ...who, '--yes')
  expect(erased.exitCode).toBe(0)
  expect(erased.lines).toContainEqual(
    expect.objectContaining({
      audit: 'operator_acted',
      action: 'erase',
      operator: { osUser: userInfo().username },
      person,
    }),
  )
  expect((await fetch(`${app.url}/api/user`, { headers })).status).toBe(404)
  expect((await emulator.state()).identities).toMatchObject([{ id: acsUserId, deleted: true }])
})

test('the command looks after a Teams Phone assignment', async ({ app, emulator }) => {
  const { tenantId, clientApp } = emulator.config
  const who = ['--directory', tenantId, '--subject', emulator.user('ada').objectId]
  const phone = (verb: string, ...args: string[]) =>
    admin(app, emulator, 'teams-phone', verb, ...who, ...args)
  expect((await phone('get')).lines).toContainEqual({ assignment: null })
  expect((await phone('set', '--client', clientApp.clientId)).exitCode).toBe(2)
  const set = await phone('set', '--client', clientApp.clientId, '--yes')
  expect(set.lines).toContainEqual({ assignment: 'created' })
  expect((await phone('get')).lines).toContainEqual({
    assignment: expect.objectContaining({ clientIds: [clientApp.clientId] }) as object,
  })
  expect((await phone('remove', '--yes')).lines).toContainEqual({ assignment: 'removed' })
  expect((await phone('get')).lines).toContainEqual({ assignment: null })
})

test('looking for leavers says which permission it lacks', async ({ app, emulator }) => {
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  await fetch(`${app.url}/api/user`, { method: 'POST', headers })
  const { exitCode, said } = await admin(app, emulator, 'leavers')
  expect(exitCode).toBe(2)
  expect(said).toContain('Directory.Read.All')
})

test('the command says what it does not understand', async ({ app, emulator }) => {
  const { exitCode, said } = await admin(app, emulator, 'promote')
  expect([exitCode, said]).toEqual([2, 'There is no command promote. See npm run admin -- --help.'])
})
