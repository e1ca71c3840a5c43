import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { API_SCOPE } from '../core/config/samples'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  handedBack,
  LITWARE,
  press,
  redemption,
  requestToken,
  sampleUser,
  SPA_ORIGIN,
  spaRequest,
  WOODGROVE,
} from '../testing/entra'

const emulator = await startTestEmulator()
const { host } = new URL(emulator.url)

const WELL_KNOWN = 'v2.0/.well-known/openid-configuration'
const POLICY = 'B2C_1_signupsignin'

async function read(path: string) {
  const response = await emulator.fetch(`/${path}`)
  return { status: response.status, body: await bodyOf<Record<string, string>>(response) }
}

/** A customer's tokens, by way of the addresses that begin with `base`. */
async function tokensOf(name: string, base: string, scope = `openid profile ${API_SCOPE}`) {
  const account = { emulator_account: sampleUser(name).username }
  const response = await press(emulator, spaRequest({ scope, nonce: 'n-1' }), account, base)
  const fields = redemption(handedBack(response).code ?? '')
  return (await requestToken(emulator, fields, { headers: SPA_ORIGIN, tenant: base })).body
}

// https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/8592;
// https://github.com/MicrosoftDocs/entra-docs/issues/408
test('External ID’s issuer has the tenant’s id before the host and in the path, its authority the name', async () => {
  const issuer = `http://${WOODGROVE}.${host}/${WOODGROVE}/v2.0`
  for (const segment of ['woodgrove.example', WOODGROVE]) {
    expect((await read(`${segment}/${WELL_KNOWN}`)).body).toMatchObject({
      issuer,
      token_endpoint: `${emulator.url}/${segment}/oauth2/v2.0/token`,
    })
  }
  const { id_token, access_token } = await tokensOf('evelyn', 'woodgrove.example')
  for (const token of [id_token, access_token]) {
    expect(decodeJwt(token)).toMatchObject({ iss: issuer, tid: WOODGROVE, ver: '2.0' })
  }
})

// https://github.com/jeroenheijmans/sample-angular-oauth2-oidc-with-auth-guards/issues/44
test('B2C’s metadata has the policy in its addresses, and not in its issuer, which ends with a slash', async () => {
  const issuer = `${emulator.url}/${LITWARE}/v2.0/`
  const base = `${emulator.url}/litware.example/${POLICY}`
  expect((await read(`litware.example/${POLICY}/${WELL_KNOWN}`)).body).toMatchObject({
    issuer,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  })
  const byParameter = await read(`litware.example/${WELL_KNOWN}?p=${POLICY}`)
  expect(byParameter.body).toMatchObject({
    issuer,
    token_endpoint: `${emulator.url}/litware.example/oauth2/v2.0/token?p=${POLICY}`,
  })
})

// https://github.com/AzureAD/microsoft-identity-web/issues/456
test('without a policy, or with an unknown one, B2C has no metadata, and others have none with one', async () => {
  for (const path of [
    'litware.example',
    'litware.example/B2C_1_none',
    `contoso.example/${POLICY}`,
  ]) {
    expect((await read(`${path}/${WELL_KNOWN}`)).status).toBe(400)
  }
})

test('B2C’s tokens name the policy (tfp), and its keys verify them', async () => {
  const base = `litware.example/${POLICY}`
  const { id_token, access_token } = await tokensOf('mae', base)
  const { objectId, mail } = sampleUser('mae')
  expect(decodeJwt(id_token)).toMatchObject({
    iss: `${emulator.url}/${LITWARE}/v2.0/`,
    tfp: POLICY,
    sub: objectId,
    emails: [mail],
    nonce: 'n-1',
    ver: '1.0',
  })
  expect(decodeJwt(access_token)).toMatchObject({ tfp: POLICY, scp: 'access_as_user' })
  const { body } = await read(`${base}/discovery/v2.0/keys`)
  expect(body.keys).toMatchObject([{ kid: decodeProtectedHeader(id_token).kid }])
})

test('customers sign in by their own tenant alone', async () => {
  for (const name of ['evelyn', 'mae']) {
    const account = { emulator_account: sampleUser(name).username }
    const response = await press(emulator, spaRequest(), account, 'organizations')
    expect(await response.text()).toContain('Pick an account')
    const { username, password } = sampleUser(name)
    const fields = { grant_type: 'password', ...{ username, password }, scope: API_SCOPE }
    const client = { client_id: spaRequest().client_id ?? '' }
    const { body } = await requestToken(emulator, { ...fields, ...client }, { tenant: 'common' })
    expect(body.error_codes).toEqual([50020])
  }
})
