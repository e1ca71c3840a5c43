import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { samples, SERVER_APP_ID } from '../../core/config/samples'
import { errorOf } from '../../testing/communication'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import {
  CONTOSO,
  FABRIKAM,
  handedBack,
  press,
  sampleUser,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'
import { assignEntraUser, CLIENTS_SCOPE, exchangeEntraToken } from '../../testing/entra-users'
import { writeSeed } from '../../testing/seed'

const emulator = await startTestEmulator({ lifetimes: { teams: 3600 } })
const ID_SUFFIX = `wf_${CONTOSO}_${sampleUser('ada').objectId}`

beforeEach(emulator.reset)

interface Exchanged {
  identity: { id: string }
  accessToken: { token: string; expiresOn: string }
}

async function outcome(name = 'ada') {
  const response = await exchangeEntraToken(emulator, { name })
  return response.status === 200 ? 200 : (await errorOf(response)).slice(0, 2)
}

test('an assigned user gets an identity of their own, and a token that ends with Entra’s', async () => {
  await assignEntraUser(emulator, 'ada')
  const { identity, accessToken } = await bodyOf<Exchanged>(await exchangeEntraToken(emulator))
  expect(identity.id).toBe(`8:acs:ac500000-0000-4000-8000-000000000001_${ID_SUFFIX}`)
  expect(accessToken.expiresOn).toBe('2026-01-15T13:00:00.0000000+00:00')
  expect(decodeJwt(accessToken.token)).toMatchObject({
    skypeid: identity.id.slice(2),
    exp: emulator.clock.now / 1000 + 3600,
  })
  expect(await bodyOf(await emulator.fetch('/_emulator/state'))).toMatchObject({
    identities: [{ id: identity.id, tokensIssued: 1 }],
  })
})

test.each([
  ['VoIP', 'voip'],
  ['VoIP.Join', 'voip.join'],
  ['voip voip.join', 'voip,voip.join'],
])('the scopes %s become %s', async (names, acsScope) => {
  await assignEntraUser(emulator, 'ada')
  const scope = names.replace(/\S+/g, (name) => `${CLIENTS_SCOPE}/${name}`)
  const { accessToken } = await bodyOf<Exchanged>(await exchangeEntraToken(emulator, { scope }))
  expect(decodeJwt(accessToken.token)).toHaveProperty('acsScope', acsScope)
})

test('only users who are assigned are let in, through the apps named with them', async () => {
  expect(await outcome()).toEqual([403, 'Forbidden'])
  await assignEntraUser(emulator, 'grace')
  expect(await outcome()).toEqual([403, 'Forbidden'])
  await assignEntraUser(emulator, 'ada', { clientIds: [SERVER_APP_ID] })
  expect(await outcome()).toEqual([403, 'Forbidden'])
  await assignEntraUser(emulator, 'ada')
  expect(await outcome()).toBe(200)
})

test('a tenant’s assignment lets in everyone there, a group’s nobody', async () => {
  await assignEntraUser(emulator, 'ada', { principalType: 'group' })
  expect(await outcome()).toEqual([403, 'Forbidden'])
  await assignEntraUser(emulator, 'grace', { principalType: 'tenant' })
  expect([await outcome(), await outcome('alan')]).toEqual([200, 200])
  expect(await outcome('hedy')).toEqual([403, 'Forbidden'])
  await assignEntraUser(emulator, 'ada', { tenantId: FABRIKAM })
  await assignEntraUser(emulator, 'grace', { tenantId: FABRIKAM, principalType: 'tenant' })
  expect([await outcome(), await outcome('hedy')]).toEqual([[403, 'Forbidden'], 200])
})

test('the identity is of the resource that the user is assigned to', async () => {
  await assignEntraUser(emulator, 'ada', {}, 1)
  const { identity } = await bodyOf<Exchanged>(await exchangeEntraToken(emulator))
  expect(identity.id).toBe(`8:acs:ac500000-0000-4000-8000-000000000002_${ID_SUFFIX}`)
})

test('another audience is an invalid token, another version unsupported', async () => {
  await assignEntraUser(emulator, 'ada')
  for (const scope of [TEAMS_SCOPE, 'User.Read']) {
    const response = await exchangeEntraToken(emulator, { scope })
    expect((await errorOf(response)).slice(0, 2)).toEqual([401, 'InvalidAccessToken'])
  }
  const stable = await exchangeEntraToken(emulator, { version: 'api-version=2025-06-30' })
  expect((await errorOf(stable))[1]).toBe('UnsupportedApiVersion')
})

test('without ACS’s service principal in the tenant sign-in is AADSTS650052', async () => {
  const tenants = [{ ...samples.tenants[0], hasCommunicationServices: false }]
  const without = await startTestEmulator({ seedFile: await writeSeed({ tenants }) })
  const request = spaRequest({ scope: `${CLIENTS_SCOPE}/VoIP` })
  const account = { emulator_account: sampleUser('ada').username }
  expect(handedBack(await press(without, request, account)).error_description).toMatch(
    /^AADSTS650052: .*2a04943b-b6a7-4f65-8786-2bb6131b59f6/,
  )
})
