import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE, samples } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import {
  CONTOSO,
  cookieOf,
  FABRIKAM,
  handedBack,
  openAuthorize,
  press,
  redemption,
  requestToken,
  spa,
  SPA_ORIGIN,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const username = 'radia@contoso.example'
const [home, guest] = samples.users.filter((user) => user.username === username)
const account = { emulator_account: username }
const request = spaRequest({ client_info: '1' })

async function tokensIn(tenant: string, asked = request) {
  const accepting = { ...account, emulator_consent: 'accept' }
  const { code = '' } = handedBack(await press(emulator, asked, accepting, tenant))
  const fields = redemption(code, { client_info: '1' })
  return (await requestToken(emulator, fields, { headers: SPA_ORIGIN, tenant })).body
}

test('the tenant that is asked for decides which account of a person signs in', async () => {
  const inContoso = decodeJwt((await tokensIn(CONTOSO)).id_token)
  expect(inContoso).toMatchObject({ oid: home?.objectId, tid: CONTOSO })
  const inFabrikam = decodeJwt((await tokensIn(FABRIKAM)).id_token)
  expect(inFabrikam).toMatchObject({ oid: guest?.objectId, tid: FABRIKAM })
  expect(inFabrikam.sub).not.toBe(inContoso.sub)
})

test('where any tenant will do, a person is shown once and signs in at home', async () => {
  const response = await openAuthorize(emulator, request, { tenant: 'organizations' })
  expect((await response.text()).split(`value="${username}"`)).toHaveLength(2)
  expect(decodeJwt((await tokensIn('organizations')).id_token)).toHaveProperty('tid', CONTOSO)
})

test('MSAL’s account key is the one of the home account, in each tenant', async () => {
  for (const tenant of [CONTOSO, FABRIKAM]) {
    const { client_info } = await tokensIn(tenant)
    expect(JSON.parse(Buffer.from(client_info, 'base64url').toString())).toEqual({
      uid: home?.objectId,
      utid: CONTOSO,
    })
  }
})

test('one session signs a person in to each of their tenants, and to no other person’s account', async () => {
  const cookie = cookieOf(await press(emulator, request, account))
  const silent = spaRequest({ prompt: 'none' })
  const response = await openAuthorize(emulator, silent, { cookie, tenant: FABRIKAM })
  const { code = '' } = handedBack(response)
  const { body } = await requestToken(emulator, redemption(code), {
    headers: SPA_ORIGIN,
    tenant: FABRIKAM,
  })
  expect(decodeJwt(body.access_token)).toMatchObject({ oid: guest?.objectId, tid: FABRIKAM })
})

test('a refresh token stands for the guest in the other tenant, where nothing is consented to yet', async () => {
  const scope = `offline_access ${API_SCOPE} ${TEAMS_SCOPE}`
  const { refresh_token } = await tokensIn(CONTOSO, { ...request, scope })
  const refresh = (wanted: string) =>
    requestToken(
      emulator,
      { grant_type: 'refresh_token', ...spa, refresh_token, scope: wanted },
      { headers: SPA_ORIGIN, tenant: FABRIKAM },
    )
  const { body } = await refresh(API_SCOPE)
  expect(decodeJwt(body.access_token)).toMatchObject({ oid: guest?.objectId, tid: FABRIKAM })
  expect((await refresh(TEAMS_SCOPE)).body.suberror).toBe('consent_required')
})
