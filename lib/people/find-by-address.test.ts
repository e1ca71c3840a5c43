import { beforeEach, expect, it } from 'vitest'
import type { Caller } from '@/lib/auth/caller'
import { saveGrant } from '@/lib/auth/session/grant-store'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { appWith } from '@/tests/support/programs/mappings-command'
import { localCloud } from '@/tests/support/server/local-cloud'
import { findPeople } from './find-people'

const GRAPH = 'https://graph.microsoft.com'
const app = {
  ...appWith('70000000-0000-4000-8000-000000000171'),
  consentedScopes: [`${GRAPH}/User.Read`, `${GRAPH}/User.ReadBasic.All`],
}
const cloud = localCloud(
  { AZURE_AD_CLIENT_ID: app.clientId, AZURE_AD_CLIENT_SECRET: app.clientSecret },
  { apps: [app] },
)

/** Annie, signed in to an app of hers. */
async function annieAt({ clientId, clientSecret }: typeof app): Promise<Caller> {
  const { emulator } = cloud
  const client = { client_id: clientId, client_secret: clientSecret }
  const { refresh_token = '' } = await emulator.tokens('annie', 'User.Read offline_access', client)
  const sessionId = crypto.randomUUID()
  const who = { directory: emulator.config.tenantId, subject: emulator.user('annie').objectId }
  await saveGrant(sessionId, who, refresh_token, new Date(Date.now() + 3_600_000))
  return { ...who, roles: [], proof: { kind: 'session', sessionId } }
}

beforeEach(async () => {
  const { identityMapping } = await database()
  for (const username of ['ada', 'grace']) {
    const { objectId: subject } = cloud.emulator.user(username)
    const { tenantId: directory } = cloud.emulator.config
    const acsResource = env().acs.resource
    const data = { directory, subject, acsResource, acsUserId: `8:acs:${username}` }
    await identityMapping.create({ data, select: { id: true } })
  }
})

const found = async (address: string) =>
  (await findPeople({ address }, await annieAt(app))).people.map(({ acsUserId }) => acsUserId)

it('somebody is found by sign-in name and by email address, in any case', async () => {
  const { username } = cloud.emulator.user('ada')
  expect(await found(username)).toEqual(['8:acs:ada'])
  expect(await found(username.toUpperCase())).toEqual(['8:acs:ada'])
})

it.each(['nobody@contoso.example', "o'neill@contoso.example", "' or mail eq 'x"])(
  'nobody is found by %s',
  async (address) => {
    expect(await found(address)).toEqual([])
  },
)

it('who may not read other users is told which permission is missing', async () => {
  await cloud.emulator.fault({ operation: 'graph.users', status: 403 })
  await expect(found('ada@contoso.example')).rejects.toMatchObject({
    code: 'consent_required',
    detail: expect.stringContaining('User.ReadBasic.All') as string,
  })
})

it('without an operator nobody can be asked', async () => {
  await expect(findPeople({ address: 'ada@contoso.example' })).rejects.toMatchObject({
    code: 'microsoft_account_required',
  })
})
