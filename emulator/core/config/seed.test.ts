import { fileURLToPath } from 'node:url'
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { samples } from './samples'
import { readSeed } from './seed'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { requestToken } from '../../testing/entra'
import { writeSeed } from '../../testing/seed'

const EXAMPLE = fileURLToPath(new URL('seed.example.json', import.meta.url))

const newcomer = {
  tenantId: 'c0000000-0000-4000-8000-000000000001',
  objectId: 'b0000000-0000-4000-8000-000000000099',
  username: 'new@contoso.example',
  password: 'sample',
  displayName: 'New Comer',
  givenName: 'New',
  surname: 'Comer',
  mail: 'new@contoso.example',
}

test('entries are added to the samples, and a known id replaces its sample', async () => {
  const ada = { ...newcomer, objectId: 'b0000000-0000-4000-8000-000000000001' }
  const { users, tenants } = readSeed(await writeSeed({ users: [newcomer, ada] }))
  expect(users).toHaveLength(samples.users.length + 1)
  expect(users[0]?.username).toBe('new@contoso.example')
  expect(users.at(-1)).toMatchObject({ displayName: 'New Comer', mayConsent: true })
  expect(tenants).toEqual(samples.tenants)
})

test('a wrong seed is told with the file and each problem', async () => {
  const file = await writeSeed({ users: [{ ...newcomer, tenantId: 'contoso' }], mails: [] })
  expect(() => readSeed(file)).toThrow(
    /^The seed file .*seed\.json is not usable: .*users\.0\.tenantId: .*mails.*$/,
  )
})

test('a file that is missing or no JSON is told', async () => {
  expect(() => readSeed('/nowhere/seed.json')).toThrow('The seed file /nowhere/seed.json cannot be')
  const file = await writeSeed('{')
  expect(() => readSeed(file)).toThrow('cannot be read')
})

test('the example works: its people sign in to its apps and use its resource', async () => {
  const emulator = await startTestEmulator({ seedFile: EXAMPLE, now: Date.now })
  const [tenant, api, browserApp, resource] = [1, 21, 22, 31].map(
    (number) => `70000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  )
  const { body } = await requestToken(
    emulator,
    {
      grant_type: 'password',
      client_id: browserApp ?? '',
      username: 'lee@tailspin.example',
      password: 'sample-password-of-lee',
      scope: `api://${api ?? ''}/Calls.Use`,
    },
    { tenant: 'tailspin.example' },
  )
  expect(decodeJwt(body.access_token)).toMatchObject({
    aud: api,
    tid: tenant,
    scp: 'Calls.Use',
    roles: ['Supervisor'],
  })
  const { acs } = await bodyOf<{ acs: { resourceId: string; connectionString: string }[] }>(
    await emulator.fetch('/_emulator/config'),
  )
  const added = acs.find(({ resourceId }) => resourceId === resource)
  const client = new CommunicationIdentityClient(added?.connectionString ?? '', {
    allowInsecureConnection: true,
  })
  const { communicationUserId } = await client.createUser()
  expect(communicationUserId.startsWith(`8:acs:${resource ?? ''}_`)).toBe(true)
})

const administrator = { ...newcomer, roles: ['Global Administrator'] }
const contoso = { id: newcomer.tenantId, displayName: 'Contoso', domain: 'contoso.example' }

test('without the samples there is what the file brings alone', async () => {
  const seed = { samples: false, tenants: [contoso], users: [administrator] }
  const { tenants, users, apps, resources } = readSeed(await writeSeed(seed))
  expect([tenants.length, users.length, apps.length, resources.length]).toEqual([1, 1, 0, 0])
})

test('without the samples a tenant is needed, and somebody who may begin', async () => {
  const appThatMay = {
    clientId: 'a0000000-0000-4000-8000-000000000099',
    displayName: 'Setup',
    redirectUris: {},
    consentedRoles: ['https://graph.microsoft.com/Application.ReadWrite.All'],
  }
  const problemOf = async (seed: object) => {
    const file = await writeSeed({ samples: false, ...seed })
    try {
      readSeed(file)
      return ''
    } catch (error) {
      return String(error)
    }
  }
  expect(await problemOf({ tenants: [contoso], apps: [appThatMay] })).toBe('')
  for (const seed of [
    {},
    { tenants: [contoso], users: [newcomer] },
    { users: [administrator], apps: [appThatMay] },
  ]) {
    expect(await problemOf(seed)).toContain('without the samples it needs a tenant')
  }
})
