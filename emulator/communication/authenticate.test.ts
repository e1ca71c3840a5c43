import { expect, test } from 'vitest'
import { servicePrincipalId } from '../entra/tokens/claims'
import { errorOf, VERSION } from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  CONTOSO,
  FABRIKAM,
  passwordTokens,
  requestToken,
  resign,
  sampleUser,
  server,
} from '../testing/entra'
import { writeSeed } from '../testing/seed'

const ACS = 'https://communication.azure.com'
const other = { client_id: 'a0000000-0000-4000-8000-000000000091', client_secret: 'sample' }
const ROLES_OF = {
  'ac500000-0000-4000-8000-000000000091': [other.client_id],
  'ac500000-0000-4000-8000-000000000092': [servicePrincipalId(CONTOSO, other.client_id)],
  'ac500000-0000-4000-8000-000000000093': [sampleUser('grace').objectId],
}
const emulator = await startTestEmulator()

/** With another app, and one more resource on which somebody has a role. */
async function startWithResource(resourceId: keyof typeof ROLES_OF) {
  const { client_id: clientId, client_secret: clientSecret } = other
  const app = { clientId, displayName: 'Another app', clientSecret, redirectUris: {} }
  const accessKey = Buffer.from(resourceId).toString('base64')
  const roles = { tenantId: CONTOSO, roleAssignments: ROLES_OF[resourceId] }
  const resources = [{ resourceId, accessKey, ...roles }]
  return startTestEmulator({ seedFile: await writeSeed({ apps: [app], resources }) })
}

const DENIED = [401, 'Denied', 'Denied by the resource provider.']

function create(token: string, on = emulator): Promise<Response> {
  return on.fetch(`/identities?${VERSION}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
}

async function resourceOf(response: Response): Promise<string | undefined> {
  const { identity } = await bodyOf<{ identity: { id: string } }>(response)
  return /^8:acs:(.{36})_/.exec(identity.id)?.[1]
}

async function appToken({ audience = ACS, client = server, tenant = CONTOSO, on = emulator } = {}) {
  const fields = { grant_type: 'client_credentials', ...client, scope: `${audience}/.default` }
  return (await requestToken(on, fields, { tenant })).body.access_token
}

test('an Entra token for ACS is let in, with or without a slash, and means the first resource', async () => {
  for (const audience of [ACS, `${ACS}/`]) {
    const response = await create(await appToken({ audience }))
    expect(await resourceOf(response)).toBe('ac500000-0000-4000-8000-000000000001')
  }
})

test('any other token is denied', async () => {
  const good = await appToken()
  const { access_token: api } = await passwordTokens(emulator, 'ada')
  const others = [
    'nonsense',
    api,
    await resign(emulator, good, { exp: 1 }),
    await resign(emulator, good, {}, 'foreign'),
  ]
  for (const token of others) expect(await errorOf(await create(token))).toEqual(DENIED)
})

test.each([
  ['its client id', 'ac500000-0000-4000-8000-000000000091'],
  ['the object id of its service principal', 'ac500000-0000-4000-8000-000000000092'],
] as const)('an app with a role, by %s, manages that resource', async (_case, resourceId) => {
  const on = await startWithResource(resourceId)
  expect(await resourceOf(await create(await appToken({ client: other, on }), on))).toBe(resourceId)
})

test('an app without a role is denied', async () => {
  const on = await startWithResource('ac500000-0000-4000-8000-000000000093')
  expect(await errorOf(await create(await appToken({ client: other, on }), on))).toEqual(DENIED)
})

test('a token of another tenant is denied', async () => {
  expect(await errorOf(await create(await appToken({ tenant: FABRIKAM })))).toEqual(DENIED)
})

test('a user needs a role of their own, whatever the app may do', async () => {
  const resourceId = 'ac500000-0000-4000-8000-000000000093'
  const on = await startWithResource(resourceId)
  const userToken = async (name: string) =>
    (await passwordTokens(on, name, `${ACS}/user_impersonation`, server)).access_token
  expect(await resourceOf(await create(await userToken('grace'), on))).toBe(resourceId)
  expect(await errorOf(await create(await userToken('ada'), on))).toEqual(DENIED)
})
