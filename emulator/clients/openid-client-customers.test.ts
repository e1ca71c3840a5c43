import * as client from 'openid-client'
import { expect, test } from 'vitest'
import { SERVER_APP_ID } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import {
  followSignIn,
  LITWARE,
  sampleUser,
  SERVER_REDIRECT,
  SERVER_SECRET,
  WOODGROVE,
} from '../testing/entra'

const emulator = await startTestEmulator({ now: Date.now })
const { host } = new URL(emulator.url)
// Deprecated in name only, to stand out: the emulator speaks plain http.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const options = { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] }

function discover(address: string) {
  const url = new URL(`${emulator.url}/${address}`)
  return client.discovery(url, SERVER_APP_ID, SERVER_SECRET, undefined, options)
}

/** Signs a customer in: the id token's issuer and signature are checked against the metadata. */
async function claimsOf(configuration: client.Configuration, name: string) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: SERVER_REDIRECT,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const back = await followSignIn(emulator, address, name)
  const checks = { pkceCodeVerifier, idTokenExpected: true }
  return (await client.authorizationCodeGrant(configuration, back, checks)).claims()
}

const WELL_KNOWN = '.well-known/openid-configuration'

test.each([
  [
    'External ID',
    'woodgrove.example/v2.0',
    'evelyn',
    `http://${WOODGROVE}.${host}/${WOODGROVE}/v2.0`,
  ],
  ['B2C', 'litware.example/B2C_1_signupsignin/v2.0', 'mae', `${emulator.url}/${LITWARE}/v2.0/`],
])('it signs in at %s by the whole address of the metadata', async (_kind, address, name, iss) => {
  const claims = await claimsOf(await discover(`${address}/${WELL_KNOWN}`), name)
  expect(claims).toMatchObject({ iss, name: sampleUser(name).displayName })
})

// https://github.com/panva/openid-client/issues/718
test.each(['woodgrove.example/v2.0', 'litware.example/B2C_1_signupsignin/v2.0'])(
  'it does not take %s for an issuer, as it isn’t one at the real service',
  async (address) => {
    await expect(discover(address)).rejects.toThrow('issuer')
  },
)
